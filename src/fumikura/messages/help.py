"""Help of the command line."""

from __future__ import annotations


def _same(text: str) -> tuple[str, str]:
    """A text that is the same in both languages."""
    return text, text


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
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # completion by Tab',
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 --year 2007..2024 --format csv --output hits.csv\n"
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # Tab キーによる補完',
    ),
    "help.index-short": ("Build the index, or bring it up to date.", "索引を作る。既にあれば更新する。"),
    "help.index": (
        "Build the index, or bring it up to date: new and changed files are read, unchanged ones "
        "skipped, vanished ones removed. Every file that is left out is named, with the reason. PATH "
        "names files or folders of the corpus; without one, all are read. An index belongs to one "
        "corpus: another --corpus has an index of its own, DIR.index. Exit code 0 if the rest is "
        "indexed, 2 if nothing could be indexed or a fault of the program cost a file.",
        "索引を作る。既にあれば更新する。新しいファイルと変わったファイルを読み、"
        "変わらないものは飛ばし、なくなったものは索引から外す。除いたファイルはすべて理由とともに示す。"
        "PATH には対象のファイルかフォルダーを書く。省けばすべてを読む。"
        "索引は一つの文書フォルダーのもので、--corpus で別のフォルダーを指定すると、それ自身の索引 "
        "DIR.index を使う。終了コードは、残りが索引に入れば 0、何も入らないか、"
        "プログラムの不具合でファイルを除いたときは 2。",
    ),
    "help.index-examples": _same(
        "fumikura index\n"
        "fumikura index --corpus ~/papers --index ~/papers.index\n"
        "fumikura index corpus/new.txt\n"
        "fumikura index --dry-run\n"
        "fumikura index --rebuild"
    ),
    "help.search-short": ("Find passages.", "文書を検索する。"),
    "help.search": (
        "Find passages. Words separated by spaces must all be in the passage; A OR B, NOT A or -A, "
        'brackets, "an exact run" of characters, field:word (title, section, text), a prefix with *. A '
        "filter without words lists its passages in the order of documents. Without an index, one is "
        "built first. Exit code 0 with hits, 1 without, 2 on an error.",
        "文書を検索する。空白で区切った語をすべて含む箇所を探す。A OR B（いずれか）、NOT A か "
        "-A（除く）、括弧、「…」（その並びのまま）、field:語（title、section、text）、* "
        "による前方一致が使える。絞り込みだけを書けば、その箇所を文書の順に示す。"
        "索引がなければ先に作る。終了コードは、見つかれば 0、なければ 1、誤りは 2。",
    ),
    "help.search-examples": _same(
        "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 -中国 --year 平成25..\n"
        "fumikura search '\"自由で開かれたインド太平洋\"' --meeting 2+2\n"
        "fumikura search 抑止力 --type 白書 --sort -date -C 1\n"
        "fumikura search --meeting summit --year 2023\n"
        "fumikura search 統合 OR 連携 --format csv --output hits.csv"
    ),
    "help.show-short": ("Show passages and their neighbours.", "箇所を前後とともに表示する。"),
    "help.show": (
        "Show passages in full, with their place, and N passages on either side, each under its own "
        "date, id and lines.",
        "箇所の全文と出典を、前後 N 箇所とともに表示する。前後の箇所にも、それぞれの日付、ID、行を付ける。",
    ),
    "help.show-examples": _same(
        "fumikura show 'scc-2021-03-16-joint-statement#4'\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' -C 2\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' --format json"
    ),
    "help.serve-short": ("Serve the page for a browser.", "ブラウザーで使うページを開く。"),
    "help.serve": (
        "Serve the page for a browser: search, narrow, read, count and take away, on the same index. It listens on this "
        "machine alone, on a free port, and prints its address. Ctrl-C ends it.",
        "ブラウザーで使うページを開く。同じ索引で、検索、絞り込み、閲覧、集計、書き出しができる。このコンピューターからだけ"
        "接続できる空きポートで待ち受け、アドレスを表示する。Ctrl-C で終わる。",
    ),
    "help.serve-examples": _same(
        "fumikura serve --open\nfumikura serve --port 8000\n"
        "fumikura serve --host 0.0.0.0 --port 8000 --allow-host library.example.org"
    ),
    "help.mcp-short": ("Offer the search to assistants as tools.", "AI アシスタントに検索の道具を渡す。"),
    "help.mcp": (
        "Give an assistant the search, reading, counting, lineage and citing of the index as tools, by the Model Context "
        "Protocol over stdin and stdout. The assistant starts it; nothing can be changed by it.",
        "検索、閲覧、計数、系譜、出典を、Model Context Protocol の道具として標準入出力で AI アシスタントに渡す。"
        "アシスタントが起動する。書き換えはできない。",
    ),
    "help.mcp-examples": _same("fumikura mcp --corpus ~/documents --index ~/documents.index"),
    "help.terms-short": ("List words that a search treats as equal.", "検索で同義とみなす語を表示する。"),
    "help.terms": (
        "List words that a search treats as equal: the groups of thesaurus.toml in the corpus, which can be "
        "edited, and the names that the documents define themselves, each with the passage, the file and "
        "the lines. With WORD, only those that contain it. Exit code 0 if there are any, 1 if not, 2 on an "
        "error.",
        "検索で同義とみなす語を表示する。文書フォルダーの thesaurus.toml の組（編集できる）と、"
        "文書自身が定義した略称などを、その箇所、ファイル、行とともに示す。WORD を書けば、"
        "それを含むものだけを示す。終了コードは、あれば 0、なければ 1、誤りは 2。",
    ),
    "help.terms-examples": _same("fumikura terms\nfumikura terms ACM\nfumikura terms 安全保障 --format json"),
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
    "help.catalog-examples": _same(
        "fumikura catalog\nfumikura catalog corpus/new.txt\nfumikura catalog --new >> corpus/catalog.toml"
    ),
    "help.info-short": ("Show what is in the index.", "索引の中身を表示する。"),
    "help.info": (
        "Show what is in the index: documents, passages, years, meetings, size, versions, and which "
        "files could not be read.",
        "索引の中身を表示する。文書、箇所の数、年、会議、大きさ、版、読めなかったファイル。",
    ),
    "help.info-examples": _same("fumikura info\nfumikura info --index ~/papers.index"),
    "help.check-short": ("Verify the index.", "索引を検査する。"),
    "help.check": (
        "Verify the index: its versions, every byte of its files, every posting and every passage, and "
        "compare it with the documents, which are read again. It says whether the corpus has changed "
        "since. Exit code 0 if all is well, 1 if the corpus has changed, 2 if the index is damaged.",
        "索引を検査する。版、各ファイルの全バイト、すべての語と箇所、読み直した文書との一致、"
        "文書がその後変わっていないか。終了コードは、問題がなければ 0、文書が変わっていれば 1、"
        "索引が壊れていれば 2。",
    ),
    "help.check-examples": _same("fumikura check\nfumikura check && fumikura search 台湾海峡"),
    "help.kwic-short": ("Show words in their context.", "語を前後の文脈とともに並べる。"),
    "help.kwic": (
        "Show every occurrence of QUERY in its context (key word in context). What is counted is what "
        "was written in the text: inflected forms count, other names of a word only with --synonyms, "
        'headings never. "…" finds the run of characters, also inside of longer words. In files the '
        "context is the sentence.",
        "検索式に合う箇所を前後の文脈とともに並べる（KWIC）。数えるのは本文に書かれたものだけで、活用形は"
        '数え、別名は --synonyms を付けたときだけ、見出しは数えない。"…" は文字列そのもので、長い語の一部'
        "も含む。ファイルに書くときの文脈は文。",
    ),
    "help.kwic-examples": _same(
        "fumikura kwic 抑止力\n"
        "fumikura kwic 抑止力 --sort freq --limit 20\n"
        "fumikura kwic '抑止力 NEAR/5 維持' --year 2021.. -o lines.csv"
    ),
    "help.count-short": ("Count words by year, meeting or other fields.", "語を年や会議などの別に数える。"),
    "help.count": (
        "Count occurrences: each argument is one query (in quotes if it has spaces), and has columns of "
        "its own.\n\n"
        "Rates are relative to the passages under the same filters, with exact 95 % intervals: Poisson "
        "(Garwood 1936); for the share of passages Wilson (1927). Occurrences in one statement are not "
        "independent, so true intervals are wider; documents_found in files shows how many documents "
        "carry a rate. – is a year without documents, and no zero. A meeting that two documents report "
        "counts twice; --unique helps for the same sentences only. Dispersion below the table: D and DA "
        "are 1 where a word is spread evenly, DP and DPnorm 0 (the form of Egbert et al. 2020, which the "
        "R package tlda takes as it is, is a third one).",
        "出現回数を数える。引数一つが検索式一つで（空白を含むときは引用符で囲む）、それぞれに列がある。\n\n"
        "率は同じ絞り込みの箇所に対するもので、正確な 95 % 信頼区間が付く: ポアソン（Garwood 1936）、箇所"
        "の割合は Wilson (1927)。一つの文書の中の出現は独立でないので、本当の区間はもっと広い。ファイルの"
        " documents_found は、その率がいくつの文書によるかを示す。– は文書のない年で、0 ではない。二つの"
        "文書が伝える同じ会議は二度数える。--unique が省くのは同じ文だけ。表の下の散らばりは、D と DA が"
        " 1 で均等、DP と DPnorm が 0 で均等（R の tlda が既定とする Egbert ほか 2020 の形とは別）。",
    ),
    "help.count-examples": _same(
        "fumikura count 抑止力 --by year --year 2007..\n"
        "fumikura count 抑止力 サイバー --per passages -o counts.csv\n"
        "fumikura count 抑止力 --by year,meeting\n"
        "fumikura count 抑止力 --svg trend.svg"
    ),
    "help.words-short": (
        "List frequent words, n-grams and key words.",
        "頻度の高い語、n グラム、特徴語を並べる。",
    ),
    "help.words": (
        "List the words of the passages, or with --against the words by which they differ from others.\n\n"
        "G2 = 2 Σ O ln(O/E) over all four cells (Dunning 1993), negative where a word is rarer here; p "
        "by chi-squared, adjusted for all words tested (Holm 1979). Log ratio = log2 of the two rates, "
        "with half an occurrence added (Hardie 2014, Walter 1975). LRC is the end of its exact interval "
        "nearer to 0 (Evert 2022). In files also %DIFF (Gabrielatos & Marchi 2011), BIC (Wilson 2013) "
        "and chi-squared without a correction. These tests take words as drawn independently, which they "
        "are not: look at passages and documents, too.",
        "箇所の語を、または --against で他の箇所と違う語を並べる。\n\n"
        "G2 = 2 Σ O ln(O/E)（四つの升すべて、Dunning 1993）。こちらで少ない語は負。p は χ² から求め、検定"
        "した語の数で補正する（Holm 1979）。log ratio は二つの率の比の log2（半回を加える。Hardie 2014、"
        "Walter 1975）。LRC はその正確な区間の 0 に近い端（Evert 2022）。ファイルには %DIFF（Gabrielatos "
        "& Marchi 2011）、BIC（Wilson 2013）、補正なしの χ² もある。検定は語が独立だと仮定するが、実際は"
        "そうでない。箇所と文書の数も見ること。",
    ),
    "help.words-examples": _same(
        "fumikura words --year 2021..\n"
        "fumikura words --year 2021.. --against 'year=..2014'\n"
        "fumikura words --n 3..5 --limit 20\n"
        "fumikura words --matrix year -o words.csv"
    ),
    "help.collocates-short": ("List what stands near a word.", "語の近くに現れる語を並べる。"),
    "help.collocates": (
        "List the words that stand near WORD within a sentence, by how closely they go with it.\n\n"
        "O occurrences in the windows, which have R1 words; C1 occurrences outside of WORD itself, of N "
        "words; E = R1 C1 / N (Evert 2008). MI = log2(O/E) (Church & Hanks 1990), MI3 = log2(O³/E) "
        "(Daille 1994), t = (O-E)/√O (Church et al. 1991), G2 over four cells (Dunning 1993), log dice = "
        "14 + log2(2 O / (f(WORD)+C1)) (Rychlý 2008), ΔP both ways (Gries 2013). Others take the window "
        "as 2·span, or E = f1 f2 / N: their MI differs from this one by a constant. Lines behind a row: "
        "kwic 'WORD NEAR/5 …'.",
        "文の中で WORD の近くに現れる語を、結び付きの強い順に並べる。\n\n"
        "O は窓の中の回数、窓には R1 語ある。C1 は WORD 自身を除く回数、全体は N 語。E = R1 C1 / N（"
        "Evert 2008）。MI = log2(O/E)（Church & Hanks 1990）、MI3 = log2(O³/E)（Daille 1994）、t = (O-E)/"
        "√O（Church ほか 1991）、G2 は四つの升（Dunning 1993）、log dice = 14 + log2(2 O / (f(WORD)+C1))"
        "（Rychlý 2008）、ΔP は両方向（Gries 2013）。窓を 2×幅としたり E = f1 f2 / N とする道具の MI は、"
        "定数だけ違う。行の用例: kwic 'WORD NEAR/5 …'。",
    ),
    "help.collocates-examples": _same(
        "fumikura collocates 抑止力\n"
        "fumikura collocates 抑止力 --window 0,3 --sort g2\n"
        "fumikura collocates 抑止力 --year 2021.. --against 'year=..2014'"
    ),
    "help.lineage-short": ("Follow a sentence through the years.", "文の前後の使われ方を年代順にたどる。"),
    "help.lineage": (
        "Show where a sentence was said before and after, and how it changed. A sentence, a phrase in "
        "quotes, the id of a passage, or ID:2 for its second sentence. Each is set beside the earlier "
        'one that is most like it; "first here" is the first in this corpus. Filters limit what is '
        "shown, not what is found.",
        "文がいつ言われ、どう変わったかを示す。文、引用符に入れた語句、箇所の ID、またはその二番目の文な"
        "ら ID:2。それぞれを最もよく似た以前の文と比べる。「ここで初出」はこの文書集での初出。絞り込みは"
        "表示だけに効く。",
    ),
    "help.lineage-examples": _same(
        "fumikura lineage 閣僚は、台湾海峡の平和と安定の重要性を強調した。\n"
        "fumikura lineage 'scc-2021-03-16-joint-statement#3'\n"
        "fumikura lineage '\"力による一方的な現状変更\"' -o phrase.csv"
    ),
    "help.diff-short": ("Compare two documents.", "二つの文書を比べる。"),
    "help.diff": (
        "Compare two documents, by their ids or as files, sentence by sentence; or the passages under "
        "filters with those under --against. = is the same, ~ changed, - only in the first, + only in "
        "the second.",
        "二つの文書（ID かファイル）を文ごとに比べる。または、絞り込んだ箇所を --against の箇所と比べる。"
        "= は同じ、~ は変更、- は初めの文書だけ、+ は後の文書だけ。",
    ),
    "help.diff-examples": _same(
        "fumikura diff scc-2021-03-16-joint-statement scc-2024-07-28-summary\n"
        "fumikura diff --meeting 2+2 --year 2021 --against 'meeting=2+2 year=2024'"
    ),
    "help.cite-short": ("Print how to cite passages and documents.", "箇所や文書の引用の書き方を示す。"),
    "help.cite": (
        "Print how to cite documents and passages, a line each. The date of the document is cited; the "
        "meeting that a passage is about goes into the note of bibtex, ris and csl-json.",
        "文書や箇所の引用の書き方を一行ずつ示す。日付は文書のもの。箇所が述べる会議は bibtex、ris、"
        "csl-json の note に入る。",
    ),
    "help.cite-examples": _same(
        "fumikura cite white-paper-2023-3-2-1 --style sist02\n"
        "fumikura cite scc-2024-07-28-summary --style bibtex"
    ),
    "help.rerun-short": ("Repeat saved runs.", "保存した実行をやり直す。"),
    "help.rerun": (
        "Repeat the runs that --save kept in FILE, and say whether each still gives the same result. "
        "Exit code 0 if all do, 1 if one has changed, 2 on an error.",
        "--save で FILE に残した実行をやり直し、同じ結果かどうかを一つずつ示す。すべて同じなら終了コード"
        " 0、変わったものがあれば 1、誤りは 2。",
    ),
    "help.rerun-examples": _same(
        "fumikura count 抑止力 --by year --save study.toml\nfumikura rerun study.toml"
    ),
    "help.note-short": ("Write a note on a passage, or tag it.", "箇所にメモやタグを付ける。"),
    "help.note": (
        "Write a note on a passage, or tag it; without either, show what there is. Notes are kept in notes.toml "
        "beside the documents, with the text of the passage, by which it is found again. `search --tag` and "
        "`count --by tag` use them.",
        "箇所にメモやタグを付ける。どちらもなければ、今あるものを表示する。メモは文書の隣の notes.toml に残り、"
        "本文によって再び見付けられる。`search --tag` と `count --by tag` で使える。",
    ),
    "help.note-examples": _same(
        "fumikura note 'scc-2021-03-16-joint-statement#3' '台湾海峡が初めて現れる' --tag 台湾\n"
        "fumikura count 抑止力 --by tag"
    ),
}
