"""Japanese texts of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["TEXTS"]

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # Help
        "heading.usage": "使い方:",
        "heading.options": "オプション",
        "heading.commands": "コマンド",
        "heading.examples": "例",
        "option.help": "この説明を表示する。",
        "option.version": "版を表示する。",
        "app.help": "日本語文書の全文検索。黙って見落とさず、どの結果にも出典が付く。\n\n"
        "文書のフォルダーは ./corpus（--corpus か FUMIKURA_CORPUS で変更）、"
        "索引は ./index（--index か FUMIKURA_INDEX で変更）に置く。",
        "app.examples": "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 --year 2007..2024 --format csv --output hits.csv\n"
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # Tab キーによる補完',
        "index.short": "索引を作る。既にあれば更新する。",
        "index.help": "索引を作る。既にあれば更新する。新しいファイルと変わったファイルを読み、"
        "変わらないものは飛ばし、なくなったものは索引から外す。"
        "PATH には対象のファイルかフォルダーを書く。省けばすべてを読む。",
        "index.examples": "fumikura index\nfumikura index --corpus ~/papers --index ~/papers.index\n"
        "fumikura index corpus/new.txt\nfumikura index --rebuild",
        "search.short": "文書を検索する。",
        "search.help": "文書を検索する。空白で区切った語をすべて含む箇所を探す。"
        "A OR B（いずれか）、NOT A か -A（除く）、括弧、「…」（その並びのまま）、"
        "field:語（title、section、text）、* による前方一致が使える。"
        "索引がなければ先に作る。終了コードは、見つかれば 0、なければ 1、誤りは 2。",
        "search.examples": "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 -中国 --year 平成25..\n"
        "fumikura search '\"自由で開かれたインド太平洋\"' --meeting 2+2\n"
        "fumikura search 抑止力 --type 白書 --sort -date -C 1\n"
        "fumikura search 統合 OR 連携 --format csv --output hits.csv",
        "show.short": "一つの箇所を前後とともに表示する。",
        "show.help": "一つの箇所の全文と出典を、前後 N 箇所とともに表示する。",
        "show.examples": "fumikura show 'scc-2021-03-16-joint-statement#4'\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' -C 2",
        "terms.short": "検索で同義とみなす語を表示する。",
        "terms.help": "検索で同義とみなす語を表示する。文書フォルダーの thesaurus.toml の組（編集できる）と、"
        "文書自身が定義した略称などを、その箇所、ファイル、行とともに示す。WORD を書けば、"
        "それを含むものだけを示す。終了コードは、あれば 0、なければ 1、誤りは 2。",
        "terms.examples": "fumikura terms\nfumikura terms ACM\nfumikura terms 安全保障 --format json",
        "catalog.short": "各文書について分かっていることを表示する。",
        "catalog.help": "各文書について分かっていること、推定したことを catalog.toml の書式で表示する。"
        "確かめたうえで catalog.toml に残すとよい。"
        "PATH には対象のファイルかフォルダーを書く。省けばすべてを示す。",
        "catalog.examples": "fumikura catalog\nfumikura catalog corpus/new.txt >> corpus/catalog.toml",
        "info.short": "索引の中身を表示する。",
        "info.help": "索引の中身を表示する。文書、箇所の数、年、会議、大きさ、版。",
        "info.examples": "fumikura info\nfumikura info --index ~/papers.index",
        "check.short": "索引を検査する。",
        "check.help": "索引を検査する。版、各ファイルの全バイト、すべての語と箇所、"
        "読み直した文書との一致、文書がその後変わっていないか。"
        "終了コードは、問題がなければ 0、文書が変わっていれば 1、索引が壊れていれば 2。",
        "check.examples": "fumikura check\nfumikura check && fumikura search 台湾海峡",
        "option.index": "索引のフォルダー（./index、FUMIKURA_INDEX）。",
        "option.corpus": "文書のフォルダー（./corpus、FUMIKURA_CORPUS）。",
        "option.terms-format": "table（既定）、json。",
        "option.rebuild": "すべてのファイルを読み直す。",
        "option.jobs": "N 個のプロセスで読む（1）。",
        "option.encoding": "文字コードが判別できないときに指定する（cp932、euc-jp など）。",
        "option.year": "年、元号、範囲。2013、平成25、令和、2007..2014、..2014。重ねて指定できる。",
        "option.from": "この日（月、年）以後。",
        "option.to": "この日（月、年）まで。",
        "option.meeting": "会議の種類。2+2、summit、首脳会談、防衛相会談など。重ねて指定できる。",
        "option.type": "文書の種類。white-paper、白書、共同発表、概要など。重ねて指定できる。",
        "option.side": "発言者。japan、us、both。重ねて指定できる。",
        "option.document": "文書の ID。重ねて指定できる。",
        "option.kind": "箇所の種類。paragraph、table-row、footnote など。重ねて指定できる。",
        "option.limit": "N 件を表示する（20。csv、tsv、jsonl はすべて）。0 はすべて。",
        "option.offset": "初めの N 件を省く。",
        "option.sort": "並べる順。relevance（関連度、既定）、date、-date（新しい順）、document。",
        "option.format": "table（既定）、plain、json、jsonl、csv、tsv。",
        "option.output": "FILE に書く。--format がなければ拡張子で書式を決める。",
        "option.any": "語のいずれかを含めばよい。",
        "option.no-synonyms": "thesaurus.toml と文書中の同義語を使わない。",
        "option.count": "件数だけを表示する。",
        "option.explain": "検索式の解釈と、各結果の根拠を示す。",
        "option.context": "前後 N 箇所も表示する。",
        "option.timeout": "SECONDS 秒たったら、それまでに見つかったもので答える（既定 10、0 で無制限）。",
        "option.restore": "直前の更新より前の索引に戻す。",
        "error.seconds": "{value} は 0 以上の秒数ではありません。",
        "search.timed-out": "{seconds:g} 秒で時間切れになりました。調べたのは {passages} 箇所中 {searched} 箇所です。"
        "--timeout 0 で無制限になります。",
        "index.restored": "索引を {committed} に書かれた状態に戻しました（文書 {documents} 件、{passages} 箇所）。",
        "index.restored.next": "入れ替わった索引も残っています。もう一度 --restore を実行するとそちらに戻ります。",
        "error.restore": "--restore はほかのオプションやパスと一緒には使えません。",
        "check.different": "索引の内容が、いま {source} から得られるものと違います（{what}）。",
        "check.different.count": "{passages} 箇所が異なり、最初は {id}",
        "progress.checking": "確認中",
        "error.number": "{value} は {least} 以上の整数ではありません。",
        "error.choice": "{value} はありません。使えるもの: {valid}。",
        # Notes
        "search.building": "{index} に索引がないので、{corpus} から作ります。",
        "search.changed": "索引を作った後に文書が変わっています（{count} 件: {names}）。"
        "`fumikura index` で更新できます。",
        "search.relaxed": "すべての語を含む箇所はないので（{words}）、一部を含む箇所を示します。",
        "search.none": "見つかりませんでした。語ごとの件数: {words}。",
        "search.none.words": "見つかりませんでした。",
        "search.expanded": "あわせて検索した語（重みは低い）: {names}。",
        "search.expanded.hint": "同義語を除くには --no-synonyms。",
        "search.expanded.read": " の読み: ",
        "search.missing": "{word} は、語としても文字の並びとしても、どこにもありません。",
        "search.missing.names": "あわせて探した語: {names}。",
        "search.missing.near": "{word} は、もしかして: {near}？",
        "search.missing.or": "、",
        "search.missing.parts": "{word} の一部はあります: {parts}。",
        "search.missing.nothing": "近いものも見当たりません。",
        "search.unfiltered": "絞り込みがなければ {total} 件あります。",
        "search.years": "索引にあるのは {first} 年から {last} 年までです。",
        "search.shown": "{total} 件のうち {shown} 件を示しました。すべて示すには --limit 0。",
        "search.footer": "{total} 件中 {first}-{last} 件",
        "search.footer.more": "すべて --limit 0、続き --offset {offset}",
        "search.past": "結果は {total} 件です。--offset {offset} はその先を指しています。",
        "search.parsed": "検索式: {parsed}",
        "search.words": "語ごとの件数: {words}",
        "search.score": "スコア {score:.3f}",
        "progress.reading": "読み込み",
        "build.added": "追加",
        "build.replaced": "更新",
        "build.removed": "削除",
        "build.unchanged": "変更なし",
        "build.skipped": "除外",
        "build.skipped.line": "{source} を除外しました: {reason}",
        "build.file": "{status} {source} ({passages})",
        "build.inferred": "推定: {id}: {title} [{date}, {meeting}, {doc_type}]",
        "build.review": "推定した内容は `fumikura catalog` で確かめて残せます。",
        "build.summary": "{counts}。文書 {documents} 件、箇所 {passages} 件、{seconds:.1f} 秒。",
        "interrupted": "中断しました",
        "info.path": "索引",
        "info.size": "大きさ",
        "info.documents": "文書",
        "info.passages": "箇所",
        "info.count": "{count} 箇所",
        "info.years": "年",
        "info.meetings": "会議",
        "info.committed": "作成",
        "info.versions": "版",
        "terms.groups": "{file} の組:",
        "terms.defined": "文書中の定義:",
        "terms.local": "その文書の中だけ",
        "check.sound": "索引に異常はありません。箇所 {passages} 件、どのファイルも書いた時のままです。",
        "check.same": "文書は索引を作った時のままです。",
        "check.changed": "その後変わった文書: {names}。`fumikura index` で更新できます。",
        "check.damaged": "索引が壊れています: {fault} `fumikura index --restore` で一つ前に戻すか、"
        "`fumikura index --rebuild` で作り直してください。",
        "show.glosses": "読み・注記: {glosses}",
        "match.synonym": "同義語の一致",
        "match.reading": "読みの一致",
        "match.literal": "文字の一致",
        # Mistakes
        "error.no-corpus": "{index} に索引がなく、{corpus} に文書もありません。",
        "error.no-corpus.remedy": "文書のフォルダーを --corpus DIR（FUMIKURA_CORPUS）で、"
        "または索引を --index DIR（FUMIKURA_INDEX）で指定してください。",
        "error.corpus-missing": "{corpus} に文書がありません。",
        "error.corpus-missing.remedy": "--corpus DIR か FUMIKURA_CORPUS で指定してください。",
        "error.no-passages": "{corpus} に検索できる文書がありません。",
        "error.no-passages.remedy": ".txt、.md、.jsonl のファイルを置いてください。",
        "error.output": "{path} に書けません: {reason}。",
        "error.output.remedy": "空きを作るか、別のファイルを指定してください。",
        "error.stdout": "標準出力",
        "error.file": "{path}: {reason}。",
        "error.memory": "メモリーが足りません。",
        "error.option": "{option} というオプションはありません。",
        "error.option.remedy": "一覧は `{command} --help`。語を除くには NOT を前に置くこともできます。",
        "error.option.near": "{near} のことですか。",
        "error.command": "{command} というコマンドはありません。",
        "error.command.remedy": "一覧は `fumikura --help`。",
        "error.missing": "{name} がありません。",
        "error.value": "{name}: {reason}",
        "error.usage.remedy": "詳しくは `{command} --help`。",
        "error.context": "-C は table、plain、json、jsonl で使えます。{format} では使えません。",
        "error.position": "（{position} 文字目: {char}）",
        "error.position.end": "（末尾）",
        "error.QueryError": "検索式の誤り: ",
        "error.FilterError": "絞り込みの値の誤り: ",
        "error.UnknownIdError": "その ID はありません: ",
        "error.ThesaurusError": "",
        "error.IndexMissingError": "索引がありません: ",
        "error.IndexVersionError": "索引の版が違います: ",
        "error.IndexLockedError": "ほかの処理が索引を更新中です: ",
        "error.IndexDamagedError": "索引が壊れています: ",
        # Names of values
        "meeting.2+2": "日米安全保障協議委員会（2+2）",
        "meeting.summit": "首脳会談",
        "meeting.defense-ministers": "防衛相会談",
        "meeting.foreign-ministers": "外相会談",
        "meeting.other": "その他の会議",
        "side.japan": "日本側",
        "side.us": "米側",
        "side.both": "日米双方",
        "kind.paragraph": "段落",
        "kind.list-item": "項目",
        "kind.table-row": "表の行",
        "kind.caption": "図表名",
        "kind.footnote": "脚注",
        "kind.heading": "見出し",
        "doc_type.joint-statement": "共同発表",
        "doc_type.summary": "概要",
        "doc_type.white-paper": "白書",
        "doc_type.other": "その他",
    }
)
