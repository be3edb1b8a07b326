"""Help of the options of the command line."""

from __future__ import annotations

TEXTS = {
    "option.help": ("Show this help.", "この説明を表示する。"),
    "option.version": ("Show the version.", "版を表示する。"),
    "option.index": (
        "Folder of the index (./index; FUMIKURA_INDEX).",
        "索引のフォルダー（./index、FUMIKURA_INDEX）。",
    ),
    "option.corpus": (
        "Folder of the documents (./corpus; FUMIKURA_CORPUS).",
        "文書のフォルダー（./corpus、FUMIKURA_CORPUS）。",
    ),
    "option.terms-format": ("table (as is), json.", "table（既定）、json。"),
    "option.rebuild": ("Read every file anew.", "すべてのファイルを読み直す。"),
    "option.jobs": ("Read with N processes (1).", "N 個のプロセスで読む（1）。"),
    "option.encoding": (
        "Encoding of the files, where it can't be told (cp932, euc-jp, …).",
        "文字コードが判別できないときに指定する（cp932、euc-jp など）。",
    ),
    "option.limit": (
        "Show N hits (20; csv, tsv and jsonl: all); 0 for all.",
        "N 件を表示する（20。csv、tsv、jsonl はすべて）。0 はすべて。",
    ),
    "option.offset": ("Leave out the first N hits.", "初めの N 件を省く。"),
    "option.sort": (
        "Order of the hits: relevance (as is), date, -date (latest first), document.",
        "並べる順。relevance（関連度、既定）、date、-date（新しい順）、document。",
    ),
    "option.format": (
        "table (as is), {formats}.",
        "table（既定）、{formats}。",
    ),
    "option.output": (
        "Write to FILE; its name's ending sets the format where --format doesn't.",
        "FILE に書く。--format がなければ拡張子で書式を決める。",
    ),
    "option.color": (
        "Colour and links: auto (on a terminal), always, never.",
        "色とリンク。auto（端末のみ）、always、never。",
    ),
    "option.no-pager": (
        "Never show a long answer in a pager (PAGER).",
        "長い結果もページャー（PAGER）を通さない。",
    ),
    "option.engine": (
        "Who keeps the index: whoosh (this machine) or opensearch (a cluster; see fumikura.toml).",
        "索引の置き場所。whoosh（この計算機）か opensearch（クラスター。fumikura.toml を参照）。",
    ),
    "option.dry-run": (
        "Say what would be done, and leave the index as it is.",
        "何をするかを示すだけで、索引は変えない。",
    ),
    "option.report-format": ("table (as is), json.", "table（既定）、json。"),
    "option.new": (
        "Those alone that catalog.toml has no entry for.",
        "catalog.toml にまだないものだけを示す。",
    ),
    "option.any": ("Some of the words will do.", "語のいずれかを含めばよい。"),
    "option.no-synonyms": (
        "Without the equals of thesaurus.toml and of the documents.",
        "thesaurus.toml と文書中の同義語を使わない。",
    ),
    "option.count": ("Print the number of hits only.", "件数だけを表示する。"),
    "option.explain": (
        "Say how the query was read, and how each hit was found.",
        "検索式の解釈と、各結果の根拠を示す。",
    ),
    "option.context": ("N passages on either side, too.", "前後 N 箇所も表示する。"),
    "option.timeout": (
        "Answer after SECONDS with what was found until then (10; 0: no limit).",
        "SECONDS 秒たったら、それまでに見つかったもので答える（既定 10、0 で無制限）。",
    ),
    "option.port": ("Listen on port N (a free one).", "ポート N で待ち受ける（既定は空いているもの）。"),
    "option.host": (
        "Listen on ADDRESS (127.0.0.1: this machine alone).",
        "ADDRESS で待ち受ける（既定は 127.0.0.1、この計算機だけ）。",
    ),
    "option.allow-host": (
        "A name by which others reach this machine. May be repeated.",
        "ほかの計算機から開くときの、この計算機の名前。重ねて指定できる。",
    ),
    "option.open": ("Open it in the browser.", "ブラウザーで開く。"),
    "option.restore": ("Go back to the index before the last change.", "直前の更新より前の索引に戻す。"),
}
