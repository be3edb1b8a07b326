"""In Japanese, the sentences in which the library says what is wrong and what to do about it; it says them in English.

The key is the shape of a sentence, `{}` stands for what varies; in the Japanese one it has a number, and where it is
`{0:said}`, what stands there is looked up in turn. A sentence that begins with a file is known without it, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["JAPANESE"]

_QUERIES = {
    "The query has no word to look for.": "検索式に探す語がありません。",
    "The query is empty.": "検索式が空です。",
    "Give at least one word.": "語を一つ以上書いてください。",
    "The query has {} characters; {} are allowed.": "検索式が {0} 文字あります。{1} 文字までです。",
    "The query, written out, has {} characters; {} are allowed.":
        "検索式を展開すると {0} 文字になります。{1} 文字までです。",
    "The query has {} words; {} are allowed.": "検索式に語が {0} 個あります。{1} 個までです。",
    "The query has more than {} words.": "検索式の語が {0} 個を超えています。",
    "Shorten it.": "短くしてください。",
    "Shorten it, or put it in quotes.": "短くするか、引用符で囲んでください。",
    "Close it, or leave it out.": "閉じるか、取り除いてください。",
    "Brackets may be {} deep.": "括弧を重ねられるのは {0} 重までです。",
    "Take some off.": "減らしてください。",
    "To search for the characters themselves, put them in quotes: \"…\".":
        "文字そのものを探すには引用符で囲みます: \"…\"。",
    "As in: 台湾^2": "例: 台湾^2",
    "A weight is a number over 0 and up to {}.": "重みは 0 より大きく {0} までの数です。",
    "A phrase may have {} characters, not {}.": "引用符の中は {0} 文字までです（{1} 文字あります）。",
    "Its beginning will do.": "初めの部分だけで足ります。",
    "A query may have {} words with *.": "* の付く語は {0} 個までです。",
    "A query may have {} words with ~.": "~ の付く語は {0} 個までです。",
    "~ takes 1 or 2, the number of characters that may differ, not {}.":
        "~ に続くのは違ってよい文字の数で、1 か 2 です（{0} ではなく）。",
    "NEAR may link {} words in a row.": "NEAR で続けてつなげるのは {0} 語までです。",
    "NEAR takes a distance of 1 to {} words.": "NEAR の距離は 1 から {0} 語までです。",
    "There is nothing to look for in this word: its characters can't be seen.":
        "この語には探せる文字がありません。見えない文字だけです。",
    "Leave it out.": "取り除いてください。",
}  # fmt: skip

_FILTERS = {
    "The dates are the wrong way round: from {} to {}.": "日付の前後が逆です: {0} から {1}。",
    "Exchange them.": "入れ替えてください。",
    "{} is no year.": "{0} は年ではありません。",
    "{} is no range of years.": "{0} は年の範囲ではありません。",
    "{} is no range of years: it has {} parts.": "{0} は年の範囲ではありません。部分が {1} 個あります。",
    "Give (first, last).": "(初め, 終わり) と書いてください。",
    "Write a year (2013, 平成25), an era (令和), or a range (2007..2014, ..2014, 平成19..).":
        "年（2013、平成25）、元号（令和）、範囲（2007..2014、..2014、平成19..）で書いてください。",
    "The years are the wrong way round: {}..{}.": "年の前後が逆です: {0}..{1}。",
    "Write {}..{}, if that is what you mean.": "{0}..{1} のことなら、そう書いてください。",
    "{} is no date ({}).": "{0} は日付ではありません（{1}）。",
    "Write a day, a month or a year: 2013-10-03, 2013-10, 2013, 平成25年10月3日.":
        "日、月、年のいずれかで書いてください: 2013-10-03、2013-10、2013、平成25年10月3日。",
    "There is no {} {}.": "{0:said} {1} はありません。",
    "Valid: {}.": "使えるもの: {0}。",
    "Choose one of: {}.": "使えるもの: {0}。",
    "There are: {}.": "あるもの: {0}。",
    "No passage has one.": "どの箇所にもありません。",
    "Give a text.": "文字列を書いてください。",
    "There is no filter {}.": "{0} という絞り込みはありません。",
    "A limit and an offset can't be less than 0.": "limit と offset に 0 未満は使えません。",
    "limit=None means all hits.": "limit=None ですべての結果になります。",
    "A timeout is a number of seconds over 0.": "timeout は 0 より大きい秒数です。",
    "timeout=None means no limit.": "timeout=None で無制限になります。",
    "There is no passage {}.": "{0} という箇所はありません。",
    "Documents near it: {}.": "近い文書: {0}。",
    "Those of this document go from {} to {}.": "この文書の箇所は {0} から {1} までです。",
    "The index is empty.": "索引は空です。",
    "meeting": "会議", "side": "発言側", "kind": "箇所の種類", "type": "文書の種類", "document": "文書",
    "publisher": "発行者", "speaker": "発言者", "tag": "タグ",
    "mode": "方式 (mode)", "sort": "順序 (sort)",
}  # fmt: skip

_FILES = {
    "There is no corpus at {}.": "{0} に文書がありません。",
    "Name a folder of .txt, .md or .jsonl files, or one such file.":
        ".txt、.md、.jsonl のフォルダーか、そのファイルを指定してください。",
    "{} is no document of the corpus {}.": "{0} は文書フォルダー {1} の文書ではありません。",
    "Put it into the corpus, or name another with --corpus.":
        "文書フォルダーに入れるか、別のフォルダーを --corpus で指定してください。",
    "catalog.toml has an entry for it, but it is not in the corpus":
        "catalog.toml に記載がありますが、文書フォルダーにありません",
    "The id {} is that of a passage of {} already.": "ID {0} は既に {1} の箇所のものです。",
    "The index keeps what it had of it.": "索引には前の内容が残ります。",
    "{}: too much for this machine ({}).": "{0}: このコンピューターには大きすぎます（{1}）。",
    "{}: fumikura failed on it at {} ({}).": "{0}: {1} で fumikura が処理に失敗しました（{2}）。",
    "This is a fault of fumikura: please report it.": "fumikura の不具合です。ご報告ください。",
    "Split it.": "分割してください。",
    "{}: larger than {} MB.": "{0}: {1} MB より大きいファイルです。",
    "Split it into smaller files.": "小さなファイルに分けてください。",
    "{}: {}.": "{0}: {1:said}。",
    "Check that the file can be read.": "ファイルが読めるか確かめてください。",
    "{}: damaged, or cut short ({}).": "{0}: ファイルが壊れているか、途中で切れています（{1}）。",
    "Open it in the program that made it, and save it anew.": "作成したプログラムで開いて、保存し直してください。",
    "{}: its fonts do not say which characters they draw.": "{0}: どの文字を描いているかがフォントから分かりません。",
    "{}: a scan without text.": "{0}: 文字情報のない画像だけのファイルです。",
    "Have its characters recognised (OCR), for example with ocrmypdf.": "ocrmypdf などで文字を認識（OCR）してください。",
    "page {}: damaged, so that it can't be read.": "{0} ページ: 壊れていて読めません。",
    "page {}: its fonts do not say which characters they draw.": "{0} ページ: 描かれた文字がフォントから分かりません。",
    "page {}: a picture without text.": "{0} ページ: 文字情報のない画像です。",
    "{}: needs LibreOffice, which is not installed.": "{0}: 読むには LibreOffice が必要ですが、入っていません。",
    "Install LibreOffice, or save the file as .docx.": "LibreOffice を入れるか、.docx で保存し直してください。",
    "{}: needs a password.": "{0}: パスワードが必要です。",
    "Save it without one.": "パスワードなしで保存してください。",
    "{}: needs the package {}, which is not installed.": "{0}: 読むには {1} パッケージが必要ですが、入っていません。",
    "Install it: pip install {}": "pip install {0} で入れてください。",
    "{}: unpacks to {} MB, too much for a document.": "{0}: 展開すると {1} MB になり、文書としては大きすぎます。",
    "{}: declares entities, as no document does.": "{0}: 文書にはない実体宣言があります。",
    "{}: in more than {} archives.": "{0}: {1} 重を超える書庫の中にあります。",
    "Unpack it.": "展開してください。",
    "{}: none of its files can be read ({}).": "{0}: 中のどのファイルも読めません（{1}）。",
    "{}: a binary file.": "{0}: テキストではないファイルです。",
    "{}: holds no text.": "{0}: 文字がありません。",
    "Remove it from the corpus, or fill it.": "文書フォルダーから除くか、中身を入れてください。",
    "{}: a binary file, or UTF-16 without a byte-order mark.":
        "{0}: テキストではないファイルか、BOM のない UTF-16 です。",
    "{}: not valid as UTF-8 (byte {}), though most of it is.":
        "{0}: 大部分は UTF-8 ですが、位置 {1}（バイト）が不正です。",
    "{}: valid both as CP932 and as EUC-JP.": "{0}: CP932 としても EUC-JP としても読めます。",
    "{}: not valid as UTF-8 (byte {}), CP932, EUC-JP or ISO-2022-JP.":
        "{0}: UTF-8（位置 {1} のバイトが不正）、CP932、EUC-JP、ISO-2022-JP のいずれとしても読めません。",
    "{}: {} is no encoding known here.": "{0}: {1} という文字コードには対応していません。",
    "{}: not valid as {} (byte {}).": "{0}: {1} として読めません（位置 {2} のバイト）。",
    "Convert it to UTF-8, or name its encoding with --encoding (cp932, euc_jp, iso2022_jp, utf_16, …).":
        "UTF-8 に変換するか、文字コードを --encoding で指定してください（cp932、euc_jp、iso2022_jp、utf_16 など）。",
    "{}, line {}: {}.": "{0} の {1} 行目: {2:said}。",
    "Mend that line; a line is a JSON object with at least \"id\" and \"text\".":
        "その行を直してください。1 行は少なくとも \"id\" と \"text\" を持つ JSON オブジェクトです。",
    "no JSON object": "JSON オブジェクトではありません",
    "no valid JSON ({})": "JSON として読めません（{0}）",
    "the field {} is missing, empty or no text": "フィールド {0} がないか、空か、文字列ではありません",
    "the field {} is no text": "フィールド {0} が文字列ではありません",
    "the field {} is neither a text nor a list of texts": "フィールド {0} が文字列でも文字列の配列でもありません",
    "the field {} is {}; it may be {}": "フィールド {0} が {1} です。使えるのは {2}",
    "the {} {} is none that can be read": "{0} の {1} が日付として読み取れません",
    "the id {} stands in line {} already": "ID {0} は既に {1} 行目にあります",
    "no regular file (a pipe, a socket or a device)": "通常のファイルではありません（パイプ、ソケット、装置）",
    "{}: {} is no format that fumikura reads ({}).": "{0}: {1} は読める形式ではありません（{2}）。",
    "a link out of the corpus": "文書フォルダーの外へのリンクです",
    "a link to a folder that holds it": "自分を含むフォルダーへのリンクです",
    "a link to a folder of the corpus": "文書フォルダー内のフォルダーへのリンクです",
    "a link that leads nowhere, or to itself": "行き先のないリンクか、自分自身へのリンクです",
    "the same file as {}": "{0} と同じファイルです",
    "A process that reads documents was ended from outside, as where memory runs out.":
        "文書を読むプロセスが外から終了させられました。メモリー不足などが考えられます。",
    "Try again with fewer --jobs; what was indexed before is still there.":
        "--jobs を減らしてやり直してください。これまでの索引は残っています。",
    "{}: the catalog has {} documents for it, its headings tell {}.":
        "{0}: catalog.toml では {1} 件の文書ですが、見出しからは {2} 件です。",
    "Give each entry its lines = [first, last].": "各項目に lines = [初め, 終わり] を書いてください。",
    "{} can't be read as CSV: {}.": "{0} は CSV として読めません: {1}。",
}  # fmt: skip

_CATALOG = {
    "See the head of `fumikura catalog` for the form of an entry.":
        "項目の書き方は `fumikura catalog` の冒頭にあります。",
    "Mend it; it is TOML in UTF-8.": "直してください。UTF-8 の TOML です。",
    "{}: only [[document]] entries are known, not {}.": "{0}: 使えるのは [[document]] だけです（{1} ではなく）。",
    "{}, entry {}: the id {} is taken.": "{0} の {1} 番目の項目: ID {2} は既に使われています。",
    "Give it another.": "別のものにしてください。",
    "{}: no table.": "{0:said}: 表ではありません。",
    "{}: unknown key {}; known are {}.": "{0:said}: {1} というキーはありません。使えるのは {2} です。",
    "{}: {} is missing.": "{0:said}: {1} がありません。",
    "{}: the id {} holds a space, # or a control character.":
        "{0:said}: ID {1} に空白、#、制御文字のいずれかがあります。",
    "Use letters, digits and -.": "文字、数字、- を使ってください。",
    "{}: lines = {} is not [first, last].": "{0:said}: lines = {1} は [初め, 終わり] ではありません。",
    "{}: {} = {}; it may be {}.": "{0:said}: {1} = {2} は使えません。使えるのは {3} です。",
    "{}: {} = {} is no date.": "{0:said}: {1} = {2} は日付ではありません。",
    "Write 2013, 2013-10 or 2013-10-03.": "2013、2013-10、2013-10-03 のように書いてください。",
    "{}, entry {}": "{0} の {1} 番目の項目",
    "A group is: [[group]] and, in the next line, terms = [\"…\", \"…\"].":
        "組は [[group]] と書き、次の行に terms = [\"…\", \"…\"] と書きます。",
    "{}, line {}: these bytes are not UTF-8.": "{0} の {1} 行目: UTF-8 ではありません。",
    "Save it as UTF-8.": "UTF-8 で保存してください。",
    "{} can't be read: {}.": "{0} が読めません: {1:said}。",
    "{}, {}: no TOML ({}).": "{0} の {1:said}: TOML として読めません（{2}）。",
    "line {}": "{0} 行目",
    "{}, line {}: {} is none of [[group]] and [[apart]].":
        "{0} の {1} 行目: {2} は [[group]] でも [[apart]] でもありません。",
    "{}: entry {} of {} is no table.": "{0:said}: {2} の {1} 番目は表ではありません。",
    "{}: terms is not a list of words in quotes.": "{0:said}: terms が引用符で囲んだ語の配列ではありません。",
    "{}: {} has no letter or digit to look for.": "{0:said}: {1} には探せる文字がありません。",
    "Take it out.": "取り除いてください。",
    "{}: it takes two different terms at least.": "{0:said}: 異なる語が二つ以上要ります。",
    "{}, line {}": "{0} の {1} 行目",
}  # fmt: skip

_INDEX = {
    "There is no index in {}.": "{0} に索引がありません。",
    "Build one: fumikura index": "作るには: fumikura index",
    "Build it again: fumikura index --rebuild": "作り直してください: fumikura index --rebuild",
    "Go back to the one before: fumikura index --restore; or build it again: fumikura index --rebuild":
        "一つ前に戻すか: fumikura index --restore、作り直してください: fumikura index --rebuild",
    "The index in {} was built by another version ({}).": "{0} の索引は別の版で作られています（{1}）。",
    "In the index {} the file {} {}.": "索引 {0} のファイル {1} {2:said}。",
    "In the index {} the file {} is {}.": "索引 {0} のファイル {1} {2:said}。",
    "In the index {} the file {} is not what was written.": "索引 {0} のファイル {1} が書いた時と違います。",
    "is of another size than was written": "の大きさが書いた時と違います",
    "of another size than was written": "の大きさが書いた時と違います",
    "missing": "がありません",
    "is missing": "がありません",
    "can't be read ({})": "が読めません（{0:said}）",
    "makes no sense ({})": "の中身が意味をなしません（{0}）",
    "was altered (in bytes {} to {})": "が変わっています（{0} から {1} までのバイト）",
    "The file {} has {} bytes, not the {} that were written.":
        "ファイル {0} は {1} バイトで、書いた時の {2} バイトと違います。",
    "The file {} is missing.": "ファイル {0} がありません。",
    "The file {} can't be read: {}.": "ファイル {0} が読めません: {1:said}。",
    "The file {} is not what was written (first in bytes {} to {}).":
        "ファイル {0} が書いた時と違います（最初は {1} から {2} までのバイト）。",
    "The file {} is none of the index.": "ファイル {0} は索引のものではありません。",
    "The file {} of the index in {} was altered.": "{1} の索引のファイル {0} が変わっています。",
    "The index in {} has lost its files.": "{0} の索引のファイルがなくなっています。",
    "The previous state of the index in {} has lost its files.": "{0} の索引の一つ前の状態のファイルがなくなっています。",
    "The folder {} holds other things than an index ({}).": "フォルダー {0} に索引でないものがあります（{1}）。",
    "folders of unknown origin": "由来の分からないフォルダー",
    "Name an empty one with --index.": "空のフォルダーを --index で指定してください。",
    "Name another with --index.": "別のフォルダーを --index で指定してください。",
    "See to its files, or name another with --index.":
        "ファイルを確かめるか、別のフォルダーを --index で指定してください。",
    "Make it writable, or name another folder with --index.":
        "書けるようにするか、別のフォルダーを --index で指定してください。",
    "The state before the last commit, kept for --restore, is damaged: {}":
        "--restore のための一つ前の状態が壊れています: {0:said}",
    "The index folder {} can't be used: {}.": "索引のフォルダー {0} が使えません: {1:said}。",
    "The index can't be read: {}.": "索引が読めません: {0:said}。",
    "The index in {} can't be read: {}.": "{0} の索引が読めません: {1:said}。",
    "The index {} can't be written: {}.": "索引 {0} に書けません: {1:said}。",
    "What was indexed before is still there.": "これまでの索引は残っています。",
    "Make room; what was indexed before is still there.": "空きを作ってください。これまでの索引は残っています。",
    "The manifest of the index in {} was altered.": "{0} の索引の目録が変わっています。",
    "The index {} is damaged. {}": "索引 {0} が壊れています。{1:said}",
    "The index in {} is damaged. {}": "{0} の索引が壊れています。{1:said}",
    "Another process is writing the index {}.": "別のプロセスが索引 {0} に書いています。",
    "Wait until it is done, and try again.": "終わるのを待ってやり直してください。",
    "The index {} is up to date, but the disk does not confirm it: {}.":
        "索引 {0} は更新しましたが、ディスクが書き込みを保証しません: {1:said}。",
    "Check the disk; then: fumikura check": "ディスクを確かめ、そのうえで: fumikura check",
    "The index in {} has no state before its last.": "{0} の索引には一つ前の状態がありません。",
    "The previous state of the index in {} is damaged, too. {}": "{0} の索引は一つ前の状態も壊れています。{1:said}",
    "The index writer was already committed or cancelled.": "索引の書き込みは既に終わったか取り消されています。",
    "Open another.": "新しく開いてください。",
    "The manifest makes no sense.": "目録が意味をなしません。",
    "The index makes no sense ({}).": "索引の中身が意味をなしません（{0}）。",
    "The id {} has {} passages.": "ID {0} の箇所が {1} 個あります。",
    "Of {} the index has {} passages, not {}.": "{0} の箇所が {1} 個で、{2} 個ではありません。",
    "… and {} more in this segment.": "…このセグメントにあと {0} 個。",
    "The postings of {} in {} name passages that are none.": "{1} の {0} の出現表に、ない箇所があります。",
    "The postings of {} in {} are out of order.": "{1} の {0} の出現表の順序が狂っています。",
    "There are postings of no term at byte {} of segment {}.":
        "セグメント {1} の位置 {0} に、どの語のものでもない出現表があります。",
    "Passage {} is not indexed by its {} as it should be.": "箇所 {0} の {1} の索引が正しくありません。",
    "The ids in {} are not those of the passages.": "{0} の ID が箇所のものと違います。",
    "The lists of characters in {} are not those of the texts.": "{0} の文字の表が本文と違います。",
    "{} is no dictionary that MeCab 0.996 made for UTF-8.": "{0} は MeCab 0.996 の UTF-8 の辞書ではありません。",
    "MeCab can't open the dictionary unidic-lite ({}).": "MeCab が辞書 unidic-lite を開けません（{0}）。",
    "Install it again: pip install --force-reinstall unidic-lite fugashi":
        "入れ直してください: pip install --force-reinstall unidic-lite fugashi",
}  # fmt: skip

# Of Click, and of the system.
_OTHERS = {
    "Option {} requires an argument.": "{0} には値が要ります。",
    "Option {} does not take a value.": "{0} に値は付けられません。",
    "Got unexpected extra argument ({})": "余分な引数があります（{0}）。",
    "Got unexpected extra arguments ({})": "余分な引数があります（{0}）。",
    "Path {} is not readable.": "{0} が読めません。",
    "Permission denied": "権限がありません",
    "No such file or directory": "ファイルやフォルダーがありません",
    "Is a directory": "フォルダーです",
    "Not a directory": "フォルダーではありません",
    "File exists": "既にあります",
    "No space left on device": "空きがありません",
    "Disk quota exceeded": "割り当てを使い切っています",
    "File too large": "ファイルが大きすぎます",
    "Read-only file system": "書き込みのできないファイルシステムです",
    "Input/output error": "入出力に失敗しました",
    "File name too long": "名前が長すぎます",
    "Too many levels of symbolic links": "リンクが重なりすぎています",
    "Operation not permitted": "許されていない操作です",
}

JAPANESE: Mapping[str, str] = MappingProxyType(
    {**_QUERIES, **_FILTERS, **_FILES, **_CATALOG, **_INDEX, **_OTHERS}
)
