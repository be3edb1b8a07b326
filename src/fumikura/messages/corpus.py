"""The folder of documents."""

from __future__ import annotations

TEXTS = {
    "corpus.missing": ("There are no documents at {corpus}.", "{corpus} に文書がありません。"),
    "corpus.missing.remedy": (
        "Name a folder of documents, or a single document, with --corpus DIR or FUMIKURA_CORPUS.",
        "文書のフォルダーか、一つの文書を、--corpus DIR か FUMIKURA_CORPUS で指定してください。",
    ),
    "corpus.path-alone": ("There are no documents at {corpus}.", "{corpus} に文書がありません。"),
    "corpus.path-alone.remedy": (
        "A PATH is part of a corpus. If {path} is yours, write --corpus {path}.",
        "PATH は文書フォルダーの一部です。{path} が文書フォルダーなら、--corpus {path} と書いてください。",
    ),
    "corpus.closed": (
        "The folder {folder} may not be entered, so no document at {corpus} can be read.",
        "フォルダー {folder} に入る権限がなく、{corpus} の文書を読めません。",
    ),
    "corpus.closed.remedy": (
        "Change the permissions of that folder, or name another corpus with --corpus DIR or FUMIKURA_CORPUS.",
        "フォルダーの権限を変えるか、別の文書フォルダーを --corpus DIR か FUMIKURA_CORPUS で指定してください。",
    ),
    "corpus.no-index": (
        "There is no index in {index}, and there are no documents at {corpus}.",
        "{index} に索引がなく、{corpus} に文書もありません。",
    ),
    "corpus.no-index.remedy": (
        "Name the documents with --corpus DIR (or FUMIKURA_CORPUS), or an index with --index DIR (or FUMIKURA_INDEX).",
        "文書のフォルダーを --corpus DIR（FUMIKURA_CORPUS）で、"
        "または索引を --index DIR（FUMIKURA_INDEX）で指定してください。",
    ),
    "corpus.no-passages": (
        "There is nothing to search in {corpus}: its files gave no passages.",
        "{corpus} に検索できる文書がありません。",
    ),
    "corpus.no-passages.remedy": (
        "Put documents there; `fumikura index` names the files that it can't read.",
        "文書を置いてください。読めないファイルは `fumikura index` が示します。",
    ),
    "corpus.own-index": (
        "The index in {index} belongs to other documents ({known}); using {own}, the index of {corpus}.",
        "{index} は別の文書（{known}）の索引なので、{corpus} の索引 {own} を使います。",
    ),
    "corpus.not-in": (
        "{path} is not a document of the corpus {corpus}.",
        "{path} は文書フォルダー {corpus} の文書ではありません。",
    ),
    "corpus.not-in.remedy": (
        "Put it into the corpus, or name another with --corpus.",
        "文書フォルダーに入れるか、別のフォルダーを --corpus で指定してください。",
    ),
}
