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
    "option.terms-format": ("table (default), json.", "table（既定）、json。"),
    "option.rebuild": ("Read every file again.", "すべてのファイルを読み直す。"),
    "option.jobs": ("Read with N processes (1).", "N 個のプロセスで読む（1）。"),
    "option.encoding": (
        "Encoding of files for which it can't be detected (cp932, euc-jp, …).",
        "文字コードが判別できないときに指定する（cp932、euc-jp など）。",
    ),
    "option.limit": (
        "Show N hits (20; csv, tsv and jsonl: all); 0 for all.",
        "N 件を表示する（20。csv、tsv、jsonl はすべて）。0 はすべて。",
    ),
    "option.offset": ("Leave out the first N hits.", "初めの N 件を省く。"),
    "option.sort": (
        "Order of the hits: relevance (default), date, -date (latest first), document.",
        "並べる順。relevance（関連度、既定）、date、-date（新しい順）、document。",
    ),
    "option.format": (
        "table (default), {formats}.",
        "table（既定）、{formats}。",
    ),
    "option.output": (
        "Write to FILE; the ending of its name sets the format, unless --format does.",
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
        "The engine of the index: whoosh (this machine) or opensearch (a cluster; see fumikura.toml).",
        "索引の置き場所。whoosh（このコンピューター）か opensearch（クラスター。fumikura.toml を参照）。",
    ),
    "option.dry-run": (
        "Show what would be done, and leave the index unchanged.",
        "何をするかを示すだけで、索引は変えない。",
    ),
    "option.report-format": ("table (default), json.", "table（既定）、json。"),
    "option.new": (
        "Only documents without an entry in catalog.toml.",
        "catalog.toml にまだないものだけを示す。",
    ),
    "option.any": ("Find passages with any of the words.", "語のいずれかを含めばよい。"),
    "option.no-synonyms": (
        "Without synonyms from thesaurus.toml and from the documents.",
        "thesaurus.toml と文書中の同義語を使わない。",
    ),
    "option.count": ("Print the number of hits only.", "件数だけを表示する。"),
    "option.explain": (
        "Explain how the query was read and how each hit was found.",
        "検索式の解釈と、各結果の根拠を示す。",
    ),
    "option.context": ("Also show N passages on either side.", "前後 N 箇所も表示する。"),
    "option.timeout": (
        "After SECONDS, answer with what was found so far (10; 0: no limit).",
        "SECONDS 秒たったら、それまでに見つかったもので答える（既定 10、0 で無制限）。",
    ),
    "option.port": ("Listen on port N (a free one).", "ポート N で待ち受ける（既定は空いているもの）。"),
    "option.host": (
        "Listen on ADDRESS (127.0.0.1: this machine alone).",
        "ADDRESS で待ち受ける（既定は 127.0.0.1、このコンピューターだけ）。",
    ),
    "option.allow-host": (
        "A name by which others reach this machine. May be repeated.",
        "ほかのコンピューターから開くときの、このコンピューターの名前。重ねて指定できる。",
    ),
    "option.open": ("Open it in the browser.", "ブラウザーで開く。"),
    "option.restore": ("Go back to the index before the last change.", "直前の更新より前の索引に戻す。"),
}
