"""Help of the command line."""

from __future__ import annotations

TEXTS = {
    "help.heading-usage": ("Usage:", "使い方:"),
    "help.heading-options": ("Options", "オプション"),
    "help.heading-commands": ("Commands", "コマンド"),
    "help.heading-examples": ("Examples", "例"),
    "help.app": (
        "Full-text search for Japanese documents: nothing missed in silence, every hit citable.\n"
        "\n"
        "The documents are in a folder, ./corpus unless --corpus or FUMIKURA_CORPUS names another; the "
        "index is built in ./index, --index or FUMIKURA_INDEX.",
        "日本語文書の全文検索。黙って見落とさず、どの結果にも出典が付く。\n"
        "\n"
        "文書のフォルダーは ./corpus（--corpus か FUMIKURA_CORPUS で変更）、索引は ./index（--index か "
        "FUMIKURA_INDEX で変更）に置く。",
    ),
    "help.app-examples": (
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 --year 2007..2024 --format csv --output hits.csv\n"
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # completion by the Tab key',
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 --year 2007..2024 --format csv --output hits.csv\n"
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # Tab キーによる補完',
    ),
    "help.index-short": ("Build the index, or bring it up to date.", "索引を作る。既にあれば更新する。"),
    "help.index": (
        "Build the index, or bring it up to date: new and changed files are read, unchanged ones "
        "skipped, vanished ones taken out. Every file that is left out is named, with the reason. PATH "
        "names files or folders of the corpus; without one, all are read. An index belongs to one "
        "corpus: --corpus of another takes that one's own, DIR.index. Exit code 0 where the rest is "
        "indexed, 2 where nothing could be, or a fault of the program cost a file.",
        "索引を作る。既にあれば更新する。新しいファイルと変わったファイルを読み、"
        "変わらないものは飛ばし、なくなったものは索引から外す。除いたファイルはすべて理由とともに示す。"
        "PATH には対象のファイルかフォルダーを書く。省けばすべてを読む。"
        "索引は一つの文書フォルダーのもので、--corpus で別のフォルダーを指定すると、それ自身の索引 "
        "DIR.index を使う。終了コードは、残りが索引に入れば 0、何も入らないか、"
        "プログラムの不具合でファイルを除いたときは 2。",
    ),
    "help.index-examples": (
        "fumikura index\n"
        "fumikura index --corpus ~/papers --index ~/papers.index\n"
        "fumikura index corpus/new.txt\n"
        "fumikura index --dry-run\n"
        "fumikura index --rebuild",
        "fumikura index\n"
        "fumikura index --corpus ~/papers --index ~/papers.index\n"
        "fumikura index corpus/new.txt\n"
        "fumikura index --dry-run\n"
        "fumikura index --rebuild",
    ),
    "help.search-short": ("Find passages.", "文書を検索する。"),
    "help.search": (
        "Find passages. Words apart by spaces must all be in the passage; A OR B, NOT A or -A, "
        'brackets, "an exact run" of characters, field:word (title, section, text), a prefix with *. A '
        "filter without words lists its passages in the order of documents. Without an index, one is "
        "built first. Exit code 0 with hits, 1 without, 2 on an error.",
        "文書を検索する。空白で区切った語をすべて含む箇所を探す。A OR B（いずれか）、NOT A か "
        "-A（除く）、括弧、「…」（その並びのまま）、field:語（title、section、text）、* "
        "による前方一致が使える。絞り込みだけを書けば、その箇所を文書の順に示す。"
        "索引がなければ先に作る。終了コードは、見つかれば 0、なければ 1、誤りは 2。",
    ),
    "help.search-examples": (
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 -中国 --year 平成25..\n"
        "fumikura search '\"自由で開かれたインド太平洋\"' --meeting 2+2\n"
        "fumikura search 抑止力 --type 白書 --sort -date -C 1\n"
        "fumikura search --meeting summit --year 2023\n"
        "fumikura search 統合 OR 連携 --format csv --output hits.csv",
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 -中国 --year 平成25..\n"
        "fumikura search '\"自由で開かれたインド太平洋\"' --meeting 2+2\n"
        "fumikura search 抑止力 --type 白書 --sort -date -C 1\n"
        "fumikura search --meeting summit --year 2023\n"
        "fumikura search 統合 OR 連携 --format csv --output hits.csv",
    ),
    "help.show-short": ("Show passages and their neighbours.", "箇所を前後とともに表示する。"),
    "help.show": (
        "Show passages in full, with their place, and N passages on either side, each under its own "
        "date, id and lines.",
        "箇所の全文と出典を、前後 N 箇所とともに表示する。前後の箇所にも、それぞれの日付、ID、行を付ける。",
    ),
    "help.show-examples": (
        "fumikura show 'scc-2021-03-16-joint-statement#4'\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' -C 2\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' --format json",
        "fumikura show 'scc-2021-03-16-joint-statement#4'\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' -C 2\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' --format json",
    ),
    "help.terms-short": ("List words that are equals in a search.", "検索で同義とみなす語を表示する。"),
    "help.terms": (
        "List words that are equals in a search: the groups of thesaurus.toml in the corpus, which can be "
        "edited, and the names that the documents define themselves, each with the passage, the file and "
        "the lines. With WORD, those that have it. Exit code 0 where there are any, 1 where not, 2 on an "
        "error.",
        "検索で同義とみなす語を表示する。文書フォルダーの thesaurus.toml の組（編集できる）と、"
        "文書自身が定義した略称などを、その箇所、ファイル、行とともに示す。WORD を書けば、"
        "それを含むものだけを示す。終了コードは、あれば 0、なければ 1、誤りは 2。",
    ),
    "help.terms-examples": (
        "fumikura terms\nfumikura terms ACM\nfumikura terms 安全保障 --format json",
        "fumikura terms\nfumikura terms ACM\nfumikura terms 安全保障 --format json",
    ),
    "help.catalog-short": (
        "Print what is known of each document.",
        "各文書について分かっていることを表示する。",
    ),
    "help.catalog": (
        "Print what is known of each document, given or inferred, in the form of catalog.toml: review it, "
        "and keep it there. PATH names files or folders of the corpus; without one, all are described.",
        "各文書について分かっていること、推定したことを catalog.toml の書式で表示する。確かめたうえで "
        "catalog.toml に残すとよい。PATH には対象のファイルかフォルダーを書く。省けばすべてを示す。",
    ),
    "help.catalog-examples": (
        "fumikura catalog\nfumikura catalog corpus/new.txt\nfumikura catalog --new >> corpus/catalog.toml",
        "fumikura catalog\nfumikura catalog corpus/new.txt\nfumikura catalog --new >> corpus/catalog.toml",
    ),
    "help.info-short": ("Say what is in the index.", "索引の中身を表示する。"),
    "help.info": (
        "Say what is in the index: documents, passages, years, meetings, size, versions, and which "
        "files could not be read.",
        "索引の中身を表示する。文書、箇所の数、年、会議、大きさ、版、読めなかったファイル。",
    ),
    "help.info-examples": (
        "fumikura info\nfumikura info --index ~/papers.index",
        "fumikura info\nfumikura info --index ~/papers.index",
    ),
    "help.check-short": ("Verify the index.", "索引を検査する。"),
    "help.check": (
        "Verify the index: its versions, every byte of its files, every posting and every passage, and "
        "compare it with the documents, which are read again. It says whether the corpus has changed "
        "since. Exit code 0 where all is well, 1 where the corpus has changed, 2 where the index is damaged.",
        "索引を検査する。版、各ファイルの全バイト、すべての語と箇所、読み直した文書との一致、"
        "文書がその後変わっていないか。終了コードは、問題がなければ 0、文書が変わっていれば 1、"
        "索引が壊れていれば 2。",
    ),
    "help.check-examples": (
        "fumikura check\nfumikura check && fumikura search 台湾海峡",
        "fumikura check\nfumikura check && fumikura search 台湾海峡",
    ),
}
