"""What the research commands say: options, answers, and mistakes in what they are asked."""

from __future__ import annotations

_SAVED_FILE = ("Give a file that --save wrote.", "--save で書いたファイルを指定してください。")
_PROBABILITY = ("Give a number greater than 0, up to 1.", "0 より大きく 1 までの数を書いてください。")

TEXTS = {
    "research.option.network": (
        "Draw the network of its closest words into FILE; --format graphml for other programs.",
        "近い語の共起ネットワークを FILE に描く。ほかのプログラムには --format graphml。",
    ),
    "research.network.limits": (
        "The {words} closest words; lines from a Jaccard coefficient of {jaccard} on, at most {lines}",
        "近い {words} 語。線は Jaccard 係数 {jaccard} 以上、{lines} 本まで",
    ),
    "research.option.note-tag": (
        "A tag; coding is above coding/peace. May be repeated.",
        "タグ。coding は coding/peace を含む。重ねて指定できる。",
    ),
    "research.note-half": (
        "{text!r} has bytes that are no characters.",
        "{text!r} に文字でないバイトがあります。",
    ),
    "research.note-half.remedy": (
        "Write it in the encoding of the terminal.",
        "端末の文字コードで書いてください。",
    ),
    "research.tag": ("{value!r} is not a tag.", "{value!r} はタグになりません。"),
    "research.tag.remedy": ("Write a word that can be seen.", "目に見える語を書いてください。"),
    "research.option.about": (
        "Write into FILE how the rows were made (JSON).",
        "行の作り方を FILE に書く（JSON）。",
    ),
    "research.option.save": (
        "Keep the run in FILE (TOML), to be repeated by rerun.",
        "この実行を FILE (TOML) に残す。rerun でやり直せる。",
    ),
    "research.option.timeout": (
        "Give up after this time, without an answer (default: no limit).",
        "この秒数で打ち切り、答えを出さない（既定は無制限）。",
    ),
    "research.option.save-rows": ("Also keep the rows beside it.", "行もその隣に残す。"),
    "research.option.limit": (
        "Show N rows (50; files: all); 0 for all.",
        "N 行を表示（50。ファイルは全部）。0 は全部。",
    ),
    "research.option.diff-limit": ("Show the first N sentences.", "初めの N 文を表示。"),
    "research.option.unique": (
        "Count a sentence that stands several times once, at its earliest date.",
        "何度も現れる同じ文を、最も早い日付で一度だけ数える。",
    ),
    "research.option.synonyms": ("Also count other names of a word.", "語の別名も数える。"),
    "research.option.kwic-sort": (
        "date (default), -date, document, right, left (by reading), freq (the commonest words to the right "
        "first).",
        "date（既定）、-date、document、right、left（五十音順）、freq（右の語の多い順）。",
    ),
    "research.option.context": (
        "On either side N characters, Nw words, the sentence or the passage.",
        "前後それぞれ N 文字、Nw 語、sentence（文）、passage（箇所全体）。",
    ),
    "research.option.sample": (
        "N random lines, the same on every machine.",
        "無作為に N 行。どのコンピューターでも同じ。",
    ),
    "research.option.ids": ("Ids at the end of the lines.", "行末に ID を付ける。"),
    "research.option.by": (
        "year (default), month, meeting, type, side, document, kind, publisher, place, section, speaker, "
        "tag; two give a table.",
        "year（既定）、month、meeting、type、side、document、kind、publisher、place、section、speaker、"
        "tag。二つなら表。",
    ),
    "research.option.per": (
        "Rates per 10,000 characters (default), 1,000,000 words, in % of passages, or nothing.",
        "率の基準: characters（1 万文字、既定）、words（100 万語）、passages（箇所の %）、nothing（なし）。",
    ),
    "research.option.svg": ("Draw the rates into FILE.", "率の図を FILE に描く。"),
    "research.option.parts": (
        "Parts over which dispersion is measured: document (default), year.",
        "散らばりを測る単位: document（既定）、year。",
    ),
    "research.option.unit": (
        "Words as compounds (long, default), or as the dictionary cuts them (short).",
        "語の単位: long（複合語、既定）、short（短単位）。",
    ),
    "research.option.pos": (
        "Parts of speech: noun,verb,…; all; by default content words without numbers.",
        "品詞: noun,verb,…、all。既定は内容語で、数を除く。",
    ),
    "research.option.against": (
        "Key words against other passages: 'year=..2014 type=white-paper', or rest.",
        "他の箇所に対する特徴語: 'year=..2014 type=white-paper'、または rest（残り全部）。",
    ),
    "research.option.n": ("N-grams of N (to M) words.", "N（から M）語の連なり。"),
    "research.option.containing": ("Words that contain WORD.", "WORD を含む語。"),
    "research.option.min": (
        "Words with at least N occurrences (3; n-grams 2).",
        "N 回以上の語（3。n グラムは 2）。",
    ),
    "research.option.words-sort": (
        "freq, reading; key words: g2 (default), -g2, log-ratio, lrc.",
        "freq、reading。特徴語は g2（既定）、-g2、log-ratio、lrc。",
    ),
    "research.option.p": (
        "Show key words up to this adjusted p (.05).",
        "補正した p がこの値までの特徴語を示す（.05）。",
    ),
    "research.option.dispersion": ("Also measures of dispersion.", "散らばりの指標も。"),
    "research.option.count-by": (
        "Compare occurrences (words, default), or passages that have a word.",
        "比べるもの: words（回数、既定）、passages（箇所の数）。",
    ),
    "research.option.matrix": ("A column for each value of FIELD.", "FIELD の値ごとの列。"),
    "research.option.all": (
        "Also keep n-grams that are always part of a longer one.",
        "常に長い連なりの一部である n グラムも残す。",
    ),
    "research.option.window": (
        "Words a side (5), left and right (0,3), or sentence.",
        "左右の語数（5）、左,右（0,3）、または sentence（文）。",
    ),
    "research.option.stop": ("Words to hide, one a line.", "隠す語を一行に一つずつ書いたファイル。"),
    "research.option.min-near": (
        "Words that stand near at least N times (3).",
        "近くに N 回以上現れる語（3）。",
    ),
    "research.option.collocates-sort": (
        "log-dice (default), g2, mi, mi3, t, delta-p, freq.",
        "log-dice（既定）、g2、mi、mi3、t、delta-p、freq。",
    ),
    "research.option.against-part": (
        "Also show the same in another part: 'year=..2014', or rest.",
        "他の箇所での値も並べる: 'year=..2014'、または rest。",
    ),
    "research.option.against-seed": (
        "Compare each with the given sentence.",
        "それぞれを、問われた文と比べる。",
    ),
    "research.option.min-related": (
        "How much of a sentence must be shared, from 0 to 1 (.33).",
        "文の共通部分の下限。0 から 1（.33）。",
    ),
    "research.option.absences": (
        "Name the documents in between that do not have it.",
        "間にあって、その文のない文書の日付も示す。",
    ),
    "research.option.diff-against": (
        "Compare the passages under the filters with these: 'meeting=2+2 year=2024'.",
        "絞り込んだ箇所を、これらの箇所と比べる: 'meeting=2+2 year=2024'。",
    ),
    "research.option.style": (
        "sist02, apa (default), chicago, bibtex, ris, csl-json.",
        "sist02（既定）、apa、chicago、bibtex、ris、csl-json。",
    ),
    "research.option.accessed": (
        "The day on which you saw it (default: what the catalog says).",
        "参照した日（既定は catalog.toml のもの）。",
    ),
    "research.partial": (
        "The index has more than 1.1 million different words: rare ones that came later are not counted.",
        "この索引には 110 万を超える異なり語があり、そのあとに現れたまれな語は数えられていません。",
    ),
    "research.all": ("--limit 0 for all", "全部は --limit 0"),
    "research.none": (
        "{query} does not occur in the texts as a word.",
        "{query} は本文に語として現れません。",
    ),
    "research.none.inside": (
        '{count: time|times} inside longer words: "{query}" in quotes counts them.',
        '長い語の一部としては {count} 回: "{query}" と引用符を付ければ数えます。',
    ),
    "research.none.headings": (
        "{count: passage|passages} {count:has|have} it in a heading.",
        "見出しにある箇所は {count} 件。",
    ),
    "research.inside": (
        '+{count} inside longer words ("{query}" counts them)',
        '+{count} 回は長い語の一部（"{query}" で数える）',
    ),
    "research.in-headings": (
        "{count: more passage|more passages} {count:has|have} it in a heading only.",
        "このほか {count} 件の箇所は見出しだけにある。",
    ),
    "research.left-out": (
        "{count: repeated sentence|repeated sentences} left out",
        "繰り返しの文 {count} 件を除いた",
    ),
    "research.kwic.footer": (
        "{first}-{last} of {total: occurrence|occurrences} in {passages: passage|passages}",
        "{first}-{last} / 出現 {total} 回（{passages} 箇所）",
    ),
    "research.count.head.characters": (
        "{query}: {occurrences: occurrence|occurrences} in {found} of {passages:, passage|passages}; "
        "per 10,000 characters (95%)",
        "{query}: {occurrences} 回、{passages:,} 箇所のうち {found} 箇所。1 万文字当たり（95%）",
    ),
    "research.count.head.words": (
        "{query}: {occurrences: occurrence|occurrences} in {found} of {passages:, passage|passages}; "
        "per 1,000,000 words (95%)",
        "{query}: {occurrences} 回、{passages:,} 箇所のうち {found} 箇所。100 万語当たり（95%）",
    ),
    "research.count.head.passages": (
        "{query}: {occurrences: occurrence|occurrences} in {found} of {passages:, passage|passages}; % of passages (95%)",
        "{query}: {occurrences} 回、{passages:,} 箇所のうち {found} 箇所。箇所の %（95%）",
    ),
    "research.count.head.nothing": (
        "{query}: {occurrences: occurrence|occurrences} in {found} of {passages:, passage|passages}",
        "{query}: {occurrences} 回、{passages:,} 箇所のうち {found} 箇所",
    ),
    "research.count.head-passages": (
        "{query}: in {found} of {passages:, passage|passages}",
        "{query}: {passages:,} 箇所のうち {found} 箇所",
    ),
    "research.count.head-passages.share": (
        "{query}: in {found} of {passages:, passage|passages}; % of passages (95%)",
        "{query}: {passages:,} 箇所のうち {found} 箇所。箇所の %（95%）",
    ),
    "research.count.no-documents": ("no documents", "文書なし"),
    "research.chart.characters": (
        "per 10,000 characters, with 95 % intervals",
        "1 万文字当たり、95 % 信頼区間付き",
    ),
    "research.chart.words": (
        "per 1,000,000 words, with 95 % intervals",
        "100 万語当たり、95 % 信頼区間付き",
    ),
    "research.chart.passages": ("% of passages, with 95 % intervals", "箇所の %、95 % 信頼区間付き"),
    "research.chart.nothing": ("occurrences", "出現回数"),
    "research.count.undated": ("undated", "日付なし"),
    "research.count.none": ("none", "なし"),
    "research.count.all": ("all", "計"),
    "research.count.dispersion": (
        "Over {parts: document|documents}: range {range} of {parts} · D {d} · DP {dp} · DPnorm {dp_norm} · DA {da}",
        "{parts} 文書にわたる散らばり: 範囲 {range}/{parts} · D {d} · DP {dp} · DPnorm {dp_norm} · DA {da}",
    ),
    "research.count.dispersion-years": (
        "Over {parts: year|years}: range {range} of {parts} · D {d} · DP {dp} · DPnorm {dp_norm} · DA {da}",
        "{parts} 年にわたる散らばり: 範囲 {range}/{parts} · D {d} · DP {dp} · DPnorm {dp_norm} · DA {da}",
    ),
    "research.words.none": (
        "No word is that frequent, or of that kind. --min 1 and --pos all list every word.",
        "それだけ出てくる語、またはその種類の語がありません。--min 1 と --pos all ですべての語になります。",
    ),
    "research.words.occurrences": ("occurrences", "回数"),
    "research.words.rate": ("per 10,000", "1 万語当たり"),
    "research.words.passages": ("passages", "箇所"),
    "research.words.documents": ("documents", "文書"),
    "research.words.everything": ("all", "全体"),
    "research.words.footer": (
        "{shown} of {total: word|words} · {words:, word|words} in {passages:, passage|passages}",
        "{total} 語のうち {shown} 語 · 全体は {words:,} 語、{passages:,} 箇所",
    ),
    "research.words.keys": (
        "Key words: {here} ({a:, word|words}) against {there} ({b:,}), {tested} tested",
        "特徴語: {here}（{a:,} 語）対 {there}（{b:,} 語）、{tested} 語を検定",
    ),
    "research.words.keys-passages": (
        "Key words: {here} ({a:, passage|passages}) against {there} ({b:,}), {tested} tested",
        "特徴語: {here}（{a:,} 箇所）対 {there}（{b:,} 箇所）、{tested} 語を検定",
    ),
    "research.words.rate-passages": ("per 10,000", "1 万箇所当たり"),
    "research.words.here": ("here", "こちら"),
    "research.words.there": ("there", "あちら"),
    "research.words.log-ratio": ("log ratio", "log ratio"),
    "research.words.holm": ("p (Holm)", "p (Holm)"),
    "research.words.more-there": ("more there:", "あちらに多い:"),
    "research.words.differ": (
        "{differ} of {tested: word|words} {differ:differs|differ} (p ≤ {p} after Holm)",
        "{tested} 語のうち {differ} 語が違う（Holm の補正後 p ≤ {p}）",
    ),
    "research.words.nearest": (
        "None differs; here are the {shown} nearest.",
        "違う語はない。近いものから {shown} 語を示した。",
    ),
    "research.collocates.head": (
        "Near {word} ({nodes: occurrence|occurrences}, {window}; {inside} of {words:, word|words})",
        "{word} の近く（{nodes} 回、{window}。{words:,} 語のうち {inside} 語）",
    ),
    "research.collocates.window": (
        "{window: word|words} a side in the sentence",
        "文の中で左右 {window} 語",
    ),
    "research.collocates.sentence": ("in the sentence", "文の中"),
    "research.collocates.near": ("near", "近く"),
    "research.collocates.near-there": ("near there", "あちら"),
    "research.collocates.all": ("all", "全部"),
    "research.collocates.left": ("left", "左"),
    "research.collocates.right": ("right", "右"),
    "research.diff.footer": (
        "{shown} of {total: sentence|sentences} · --limit 0 for all",
        "{total} 文のうち {shown} 文 · 全部は --limit 0",
    ),
    "research.collocates.none": (
        "No word stands there {least: time|times} or more; --min changes that.",
        "近くに {least} 回以上現れる語はありません。回数は --min で変えられます。",
    ),
    "research.collocates.footer": (
        "{shown} of {total: word|words} · --limit 0 for all",
        "{total} 語のうち {shown} 語 · 全部は --limit 0",
    ),
    "research.lineage.none": ("No sentence is related to it.", "近い文はありません。"),
    "research.lineage.asked-for": ("asked for", "問われた文"),
    "research.lineage.seed": ("what was asked for", "問われた文"),
    "research.lineage.first": ("first here", "ここで初出"),
    "research.lineage.same": ("the same as {date}", "{date} と同じ"),
    "research.lineage.slight": (
        "slight change, {percent}% of {date}",
        "わずかな変更、{date} の {percent}%",
    ),
    "research.lineage.reworked": ("reworked, {percent}% of {date}", "書き直し、{date} の {percent}%"),
    "research.lineage.part": ("in part, {percent}% of {date}", "一部、{date} の {percent}%"),
    "research.lineage.absent": ("not in {date}", "{date} にはない"),
    "research.lineage.footer": (
        "{passages: passage|passages}, {first} to {last}, in this corpus. Latest: {last}.",
        "この文書集で {passages} 箇所、{first} から {last} まで。最新は {last}。",
    ),
    "research.lineage.footer-one": (
        "1 passage, {date}, in this corpus.",
        "この文書集で 1 箇所、{date}。",
    ),
    "research.lineage.footer-undated": (
        "{passages: passage|passages} in this corpus, undated.",
        "この文書集で {passages} 箇所、日付なし。",
    ),
    "research.diff.two": (
        "Name two documents, or choose passages by filters and --against.",
        "文書を二つ書くか、絞り込みと --against で箇所を選んでください。",
    ),
    "research.diff.same": ("{count} same", "同じ {count}"),
    "research.diff.slight": ("{count: slight change|slight changes}", "わずかな変更 {count}"),
    "research.diff.reworked": ("{count} reworked", "書き直し {count}"),
    "research.diff.only": ("{count} only in {name}", "{name} だけ {count}"),
    "research.diff.moved": ("(moved)", "（移動）"),
    "research.rerun.same": ("{name} same", "{name} 同じ"),
    "research.rerun.changed": ("{name} changed: {changes}", "{name} 変わった: {changes}"),
    "research.rerun.values": ("other values", "値が違う"),
    "research.rerun.rows": ("{before} → {after: row|rows}", "{before} → {after} 行"),
    "research.rerun.documents": ("documents {before} → {after}", "文書 {before} → {after}"),
    "research.rerun.document-added": ("added {count}: {ids}", "追加 {count}: {ids}"),
    "research.rerun.document-removed": ("removed {count}: {ids}", "削除 {count}: {ids}"),
    "research.rerun.document-changed": ("changed {count}: {ids}", "変更 {count}: {ids}"),
    "research.rerun.passages": ("passages {before} → {after}", "箇所 {before} → {after}"),
    "research.rerun.corpus": ("corpus {before} → {after}", "文書集 {before} → {after}"),
    "research.rerun.thesaurus": ("thesaurus {before} → {after}", "類義語 {before} → {after}"),
    "research.rerun.fumikura": ("fumikura {before} → {after}", "fumikura {before} → {after}"),
    "research.rerun.analyzer": ("analyzer {before} → {after}", "解析 {before} → {after}"),
    "research.rerun.dictionary": ("dictionary {before} → {after}", "辞書 {before} → {after}"),
    "research.window": ("{value!r} is not a window.", "{value!r} は窓の大きさではありません。"),
    "research.window.remedy": (
        "Write words a side (5), left and right (0,3), or sentence.",
        "左右の語数（5）、左,右（0,3）、または sentence と書いてください。",
    ),
    "research.pos": ("There is no part of speech {value!r}.", "{value!r} という品詞はありません。"),
    "research.pos.remedy": ("Choose one of: {valid}.", "使えるもの: {valid}。"),
    "research.runs-toml": (
        "{source} is not a file of runs: line {line}: {reason}.",
        "{source} は実行を残したファイルとして読めません: {line} 行目: {reason}。",
    ),
    "research.runs-other": (
        "{source} is not a file of runs: it has other entries.",
        "{source} は実行を残したファイルではありません。ほかの項目があります。",
    ),
    "research.run-no-table": (
        "{source}: run {number} is not a table.",
        "{source}: {number} 番目の run は表ではありません。",
    ),
    "research.run-no-command": (
        "{source}: run {number} has no command.",
        "{source}: {number} 番目の run に command がありません。",
    ),
    "research.run-name": (
        "A run can't be called {value!r}.",
        "実行の名前を {value!r} にはできません。",
    ),
    "research.run-name.remedy": (
        "Use letters, digits and -.",
        "文字、数字、- を使ってください。",
    ),
    "research.run-taken": (
        "{file} already has a run called {value!r}.",
        "{file} には {value!r} という実行がもうあります。",
    ),
    "research.run-taken.remedy": ("Choose another name.", "別の名前にしてください。"),
    "research.rows-taken": (
        "{file} already exists, but not as a run of that name.",
        "{file} は既にあり、その名前の実行のものではありません。",
    ),
    "research.rows-taken.remedy": (
        "Choose another name than {name!r}.",
        "{name!r} 以外の名前にしてください。",
    ),
    "research.run-value": (
        "{source}: {name} of run {number} is missing or wrong.",
        "{source}: {number} 番目の run の {name} がないか、正しくありません。",
    ),
    "research.context": ("{value!r} is not a context.", "{value!r} は文脈の大きさではありません。"),
    "research.context.remedy": (
        "Write a number of characters (20) or words (5w), sentence, or passage.",
        "文字数（20）、語数（5w）、sentence、passage のどれかを書いてください。",
    ),
    "research.no-filter": ("{value!r} is not a filter.", "{value!r} は絞り込みではありません。"),
    "research.no-filter.remedy": (
        "Write NAME=VALUE; the names are {valid}.",
        "NAME=VALUE と書いてください。NAME は {valid} です。",
    ),
    "research.filters-empty": ("There is no filter to compare with.", "比べる相手の絞り込みがありません。"),
    "research.filters-empty.remedy": (
        "Write rest, or filters: year=..2014 type=white-paper.",
        "rest か、year=..2014 type=white-paper のような絞り込みを書いてください。",
    ),
    "research.chart-queries": (
        "A chart has room for {most} queries, not {count}.",
        "図に描けるのは検索式 {most} 個までです（{count} 個あります）。",
    ),
    "research.chart-queries.remedy": ("Draw some of them.", "一部だけを描いてください。"),
    "research.time-up": (
        "The time was up after {seconds:g} s, and a partial answer would be wrong.",
        "{seconds:g} 秒で時間切れになりました。途中までの結果は誤りになるので示しません。",
    ),
    "research.time-up.remedy": (
        "Narrow it by a filter, ask again, or use the command line with a longer --timeout, or without one.",
        "絞り込むか、もう一度試すか、コマンドで --timeout を長くするか、付けずに使ってください。",
    ),
    "research.nothing-to-count": ("There is nothing to count.", "数えるものがありません。"),
    "research.nothing-to-count.remedy": ("Give at least one query.", "検索式を一つ以上書いてください。"),
    "research.by-fields": (
        "Counting goes by one field, or by two different ones.",
        "数える単位は一つか、違う二つです。",
    ),
    "research.by-fields.remedy": ("Fields: {valid}.", "使えるもの: {valid}。"),
    "research.least": ("{value} is not a minimum similarity.", "{value} は類似の下限ではありません。"),
    "research.least.remedy": _PROBABILITY,
    "research.gram-sizes": (
        "N-grams have from 1 to {most} words.",
        "n グラムは 1 から {most} 語までです。",
    ),
    "research.gram-text": ("{value!r} is not a number of words.", "{value!r} は語の数ではありません。"),
    "research.gram-text.remedy": ("Write 2, or 2..4.", "2 や 2..4 のように書いてください。"),
    "research.parts-overlap": (
        "The two parts have {count: passage|passages} in common.",
        "比べる二つに共通の箇所が {count} 件あります。",
    ),
    "research.parts-overlap.remedy": (
        "Choose filters that leave none in both.",
        "両方に入る箇所のない絞り込みにしてください。",
    ),
    "research.filter-empty": ("an empty filter", "空の絞り込み"),
    "research.part-empty": ("No passage passes {filters}.", "{filters} に当てはまる箇所がありません。"),
    "research.part-empty.remedy": ("Choose other filters.", "ほかの絞り込みにしてください。"),
    "research.part-wordless": (
        "What passes {filters} has no word.",
        "{filters} に当てはまる箇所に語がありません。",
    ),
    "research.part-wordless.remedy": ("Choose other filters.", "ほかの絞り込みにしてください。"),
    "research.matrix-against": (
        "--matrix and --against do not go together.",
        "--matrix と --against は同時に使えません。",
    ),
    "research.matrix-against.remedy": (
        "Leave one of them out; --format csv has the numbers of both parts.",
        "どちらかを外してください。--format csv に両方の数があります。",
    ),
    "research.no-sentence": ("There is no sentence {id}.", "{id} という文はありません。"),
    "research.no-sentence.remedy": ("{passage} has {count} of them.", "{passage} の文は {count} 個です。"),
    "research.passage-without-sentence": (
        "{id} has no sentence to compare.",
        "{id} には比べられる文がありません。",
    ),
    "research.passage-without-sentence.remedy": (
        "Choose a paragraph, a list item or a row of a table.",
        "段落、箇条書き、表の行のどれかを選んでください。",
    ),
    "research.seed-empty": ("An empty sentence can't be searched.", "空の文は探せません。"),
    "research.seed-empty.remedy": (
        "Give a sentence, a phrase or an id.",
        "文、語句、ID のどれかを書いてください。",
    ),
    "research.no-document": ("There is no document {id}.", "{id} という文書はありません。"),
    "research.no-document.remedy": ("There are: {near}.", "あるもの: {near}。"),
    "research.a-file": ("one of the files", "ファイルのひとつ"),
    "research.document-without-sentence": (
        "There is no sentence to compare in {name}.",
        "{name} には比べられる文がありません。",
    ),
    "research.document-without-sentence.remedy": (
        "Choose another document.",
        "ほかの文書を選んでください。",
    ),
    "research.choice": ("There is no {name} {value!r}.", "{name} に {value!r} はありません。"),
    "research.choice.remedy": ("Choose one of: {valid}.", "使えるもの: {valid}。"),
    "research.probability": ("{value} is not a probability.", "{value} は確率ではありません。"),
    "research.probability.remedy": _PROBABILITY,
    "research.runs-none": ("{file} has no run to repeat.", "{file} にはやり直せる実行がありません。"),
    "research.run-command": (
        "{name} is not a command that can be repeated.",
        "{name} はやり直せるコマンドではありません。",
    ),
    "research.run-no-answer": ("{command} gave no answer.", "{command} から答えが得られませんでした。"),
    "research.stop-file": (
        "{path} can't be read as a list of words: it is not UTF-8.",
        "{path} は語のリストとして読めません。UTF-8 ではありません。",
    ),
    "research.runs-toml.remedy": _SAVED_FILE,
    "research.runs-other.remedy": _SAVED_FILE,
    "research.run-no-table.remedy": _SAVED_FILE,
    "research.run-no-command.remedy": _SAVED_FILE,
    "research.run-value.remedy": _SAVED_FILE,
    "research.runs-none.remedy": _SAVED_FILE,
    "research.run-command.remedy": _SAVED_FILE,
    "research.run-no-answer.remedy": _SAVED_FILE,
}
