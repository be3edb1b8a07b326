"""Why a file, or a line of it, gives no passages."""

from __future__ import annotations

_CONVERT = (
    "Convert it to UTF-8, or name its encoding with --encoding (cp932, euc_jp, iso2022_jp, utf_16, …).",
    "UTF-8 に変換するか、文字コードを --encoding で指定してください（cp932、euc_jp、iso2022_jp、utf_16 など）。",
)
_ANEW = (
    "Open it in the program that made it, and save it again.",
    "作成したプログラムで開いて、保存し直してください。",
)
_RECOGNISE = (
    "Have its characters recognised (OCR), for example with ocrmypdf.",
    "ocrmypdf などで文字を認識（OCR）してください。",
)
_MEND = (
    'Correct that line; each line is a JSON object with at least "id" and "text".',
    'その行を直してください。1 行は少なくとも "id" と "text" を持つ JSON オブジェクトです。',
)

TEXTS = {
    "file.unreadable": ("{source}: {reason}.", "{source}: {reason}。"),
    "file.unreadable.remedy": ("Check that the file can be read.", "ファイルが読めるか確かめてください。"),
    "file.too-large": ("{source}: larger than {most} MB.", "{source}: {most} MB より大きいファイルです。"),
    "file.too-large.remedy": ("Split it into smaller files.", "小さなファイルに分けてください。"),
    "file.too-much": (
        "{source}: too much for this machine ({kind}).",
        "{source}: このコンピューターには大きすぎます（{kind}）。",
    ),
    "file.too-much.remedy": ("Split it.", "分割してください。"),
    "file.empty": ("{source}: contains no text.", "{source}: 文字がありません。"),
    "file.empty.remedy": (
        "Remove it from the corpus, or fill it.",
        "文書フォルダーから除くか、中身を入れてください。",
    ),
    "file.encoding-doubtful": (
        "{source}: valid as {encoding}, but it hardly reads as Japanese ({begins!r}).",
        "{source}: {encoding} として読めますが、日本語らしくありません（{begins!r}）。",
    ),
    "file.encoding-doubtful.remedy": _CONVERT,
    "file.format-unknown": (
        "{source}: {what} is not a format that fumikura reads ({known}).",
        "{source}: {what} は読める形式ではありません（{known}）。",
    ),
    "file.format-unknown.remedy": (
        "Save a document in one of these formats; unpack an archive.",
        "文書であればこのどれかの形式で保存し、書庫であれば中身を取り出してください。",
    ),
    "file.kind-image": ("an image", "画像"),
    "file.kind-media": ("a picture, a sound or a film", "画像、音声、動画"),
    "file.kind-archive": ("an archive of this kind", "この種の書庫"),
    "file.kind-program": ("a program", "プログラム"),
    "file.kind-database": ("a database", "データベース"),
    "file.kind-postscript": ("PostScript", "PostScript"),
    "file.damaged": (
        "{source}: damaged, or cut short ({what}).",
        "{source}: ファイルが壊れているか、途中で切れています（{what}）。",
    ),
    "file.damaged.remedy": _ANEW,
    "file.password": ("{source}: needs a password.", "{source}: パスワードが必要です。"),
    "file.password.remedy": ("Save it without one.", "パスワードなしで保存してください。"),
    "file.package-missing": (
        "{source}: needs the package {package}, which is not installed.",
        "{source}: 読むには {package} パッケージが必要ですが、入っていません。",
    ),
    "file.package-missing.remedy": (
        "Install it: pip install {package}",
        "pip install {package} で入れてください。",
    ),
    "file.unpacked-too-large": (
        "{source}: unpacks to {size} MB, too much for a document.",
        "{source}: 展開すると {size} MB になり、文書としては大きすぎます。",
    ),
    "file.unpacked-too-large.remedy": _ANEW,
    "file.entities": (
        "{source}: declares entities, which documents never do.",
        "{source}: 文書にはない実体宣言があります。",
    ),
    "file.entities.remedy": _ANEW,
    "file.too-deep": (
        "{source}: nested in more than {most} archives.",
        "{source}: {most} 重を超える書庫の中にあります。",
    ),
    "file.too-deep.remedy": ("Unpack it.", "展開してください。"),
    "file.archive-unreadable": (
        "{source}: none of its files can be read ({reasons}).",
        "{source}: 中のどのファイルも読めません（{reasons}）。",
    ),
    "file.archive-unreadable.remedy": ("Unpack it.", "展開してください。"),
    "file.part-unread": (
        "{source}: {name}, which is embedded in it, is not read.",
        "{source}: 中に取り込まれた {name} は読んでいません。",
    ),
    "file.part-unread.remedy": (
        "Save it as a file of its own beside this one.",
        "別のファイルとして、このファイルと並べて保存してください。",
    ),
    "file.member-missing": ("{source}: {name} is not in it.", "{source}: {name} が入っていません。"),
    "file.member-missing.remedy": _ANEW,
    "file.mail-parts": (
        "{source}: has {count:, part|parts}, of which {most:,} are read.",
        "{source}: 部分が {count:,} 個あり、読むのは {most:,} 個までです。",
    ),
    "file.mail-parts.remedy": ("Save its attachments as files.", "添付ファイルを別に保存してください。"),
    "file.archive-too-large": (
        "{source}: unpacks to {size} MB, or to very many files.",
        "{source}: 展開すると {size} MB になるか、ファイルが多すぎます。",
    ),
    "file.archive-too-large.remedy": ("Unpack it.", "展開してください。"),
    "file.office-missing": (
        "{source}: needs LibreOffice, which is not installed.",
        "{source}: 読むには LibreOffice が必要ですが、入っていません。",
    ),
    "file.office-missing.remedy": (
        "Install LibreOffice, or save the file in a newer format (.docx, .pptx, .xlsx).",
        "LibreOffice を入れるか、新しい形式（.docx、.pptx、.xlsx）で保存し直してください。",
    ),
    "file.fonts-unmapped": (
        "{source}: its fonts do not say which characters they draw.",
        "{source}: どの文字を描いているかがフォントから分かりません。",
    ),
    "file.fonts-unmapped.remedy": _RECOGNISE,
    "file.scan": ("{source}: a scan without text.", "{source}: 文字情報のない画像だけのファイルです。"),
    "file.scan.remedy": _RECOGNISE,
    "file.pages-damaged": (
        "{source}, page {pages}: damaged, so that it can't be read.",
        "{source} の {pages} ページ: 壊れていて読めません。",
    ),
    "file.pages-unmapped": (
        "{source}, page {pages}: its fonts do not say which characters they draw.",
        "{source} の {pages} ページ: 描かれた文字がフォントから分かりません。",
    ),
    "file.pages-partly-unmapped": (
        "{source}, page {pages}: some of its fonts do not say which characters they draw; those are left out.",
        "{source} の {pages} ページ: 一部の文字がフォントから分からず、読んでいません。",
    ),
    "file.pages-pictures": (
        "{source}, page {pages}: a picture without text.",
        "{source} の {pages} ページ: 文字情報のない画像です。",
    ),
    "file.binary": (
        "{source}: a binary file.",
        "{source}: テキストではないファイルです。",
    ),
    "file.binary.remedy": _CONVERT,
    "file.bytes-replaced": (
        "{source}: {count: byte|bytes} {count:is|are} not valid in {encoding}, which it names; "
        "{count:it is|they are} read as U+FFFD.",
        "{source}: 宣言された文字コード {encoding} では正しくないバイトが {count} 個あり、U+FFFD として読みました。",
    ),
    "file.utf-8-faulty": (
        "{source}: not valid as UTF-8 (byte {place}), though most of it is.",
        "{source}: 大部分は UTF-8 ですが、位置 {place}（バイト）が不正です。",
    ),
    "file.utf-8-faulty.remedy": _CONVERT,
    "file.utf-16-faulty": (
        "{source}: not valid as UTF-16, though most of it is.",
        "{source}: 大部分は UTF-16 ですが、不正なところがあります。",
    ),
    "file.utf-16-faulty.remedy": _CONVERT,
    "file.encoding-ambiguous": (
        "{source}: valid both as CP932 and as EUC-JP.",
        "{source}: CP932 としても EUC-JP としても読めます。",
    ),
    "file.encoding-ambiguous.remedy": _CONVERT,
    "file.encoding-none": (
        "{source}: not valid as UTF-8 (byte {place}), CP932, EUC-JP or ISO-2022-JP.",
        "{source}: UTF-8（位置 {place} のバイトが不正）、CP932、EUC-JP、ISO-2022-JP のいずれとしても読めません。",
    ),
    "file.encoding-none.remedy": _CONVERT,
    "file.encoding-unknown": (
        "{source}: {encoding} is no encoding known here.",
        "{source}: {encoding} という文字コードには対応していません。",
    ),
    "file.encoding-unknown.remedy": _CONVERT,
    "file.encoding-wrong": (
        "{source}: not valid as {encoding} (byte {place}).",
        "{source}: {encoding} として読めません（位置 {place} のバイト）。",
    ),
    "file.encoding-wrong.remedy": _CONVERT,
    "file.line": ("{source}, line {line}: {what}.", "{source} の {line} 行目: {what}。"),
    "file.line.remedy": _MEND,
    "file.lines-more": (
        "{source}: {number: more such line|more such lines}.",
        "{source}: 同様の行がほかに {number} 行あります。",
    ),
    "file.line-json": ("not valid JSON ({reason})", "JSON として読めません（{reason}）"),
    "file.line-object": ("not a JSON object", "JSON オブジェクトではありません"),
    "file.line-required": (
        "the field {field!r} is missing, empty or not a text",
        "フィールド {field!r} がないか、空か、文字列ではありません",
    ),
    "file.line-text": ("the field {field!r} is not a text", "フィールド {field!r} が文字列ではありません"),
    "file.line-half": (
        "the field {field!r} has half a character",
        "フィールド {field!r} に文字の半分だけがあります",
    ),
    "file.line-texts": (
        "the field {field!r} is neither a text nor a list of texts",
        "フィールド {field!r} が文字列でも文字列の配列でもありません",
    ),
    "file.line-code": (
        "the field {field!r} is {value!r}; valid values are {valid}",
        "フィールド {field!r} が {value!r} です。使えるのは {valid}",
    ),
    "file.line-date": (
        "the {field} {value!r} is not a valid date",
        "{field} の {value!r} が日付として読み取れません",
    ),
    "file.line-id-taken": (
        "the id {id!r} is already in line {before}",
        "ID {id!r} は既に {before} 行目にあります",
    ),
    "file.id-taken": (
        "{source}: the id {id!r} already belongs to a passage of {holder}.",
        "{source}: ID {id!r} は既に {holder} の箇所のものです。",
    ),
    "file.id-taken.remedy": ("Choose another id.", "別の ID にしてください。"),
    "file.stage-failed": (
        "{source}: fumikura failed on it at {place} ({said}).",
        "{source}: 処理中に fumikura の内部で失敗しました（{place}、{said}）。",
    ),
    "file.stage-failed.remedy": (
        "This is a fault of fumikura: please report it.",
        "これは fumikura の不具合です。お知らせください。",
    ),
    "file.process-ended": (
        "{source}: the process that read it ended, for lack of memory or time, or by an error in a library.",
        "{source}: 読んでいたプロセスが途中で終わりました。メモリーや時間の不足か、ライブラリーの不具合が考えられます。",
    ),
    "file.process-ended.remedy": (
        "Convert it, or leave it out; the other files are not affected.",
        "変換するか、除いてください。ほかのファイルに影響はありません。",
    ),
    "file.kept": ("The index keeps what it had of it.", "索引には前の内容が残ります。"),
    "file.unread-before": ("{what}", "{what}"),
    "file.catalog-missing": (
        "{source}: catalog.toml has an entry for it, but it is not in the corpus.",
        "{source}: catalog.toml に記載がありますが、文書フォルダーにありません。",
    ),
    "file.catalog-missing.remedy": (
        "Put it there, or remove the entry.",
        "文書フォルダーに置くか、項目を取り除いてください。",
    ),
    "file.catalog-no-part": (
        "{source}: catalog.toml has an entry for it, but no document of that name is inside the file.",
        "{source}: catalog.toml に記載がありますが、ファイルの中にその名前の文書がありません。",
    ),
    "file.catalog-no-part.remedy": (
        "`fumikura catalog` shows the names of what is inside.",
        "中の文書の名前は `fumikura catalog` で分かります。",
    ),
    "file.catalog-ready": (
        "{source}: catalog.toml has an entry for it, which is not used: its lines say what their documents are.",
        "{source}: catalog.toml に記載がありますが、文書のことは各行に書かれているので使いません。",
    ),
    "file.catalog-ready.remedy": ("Remove the entry.", "項目を取り除いてください。"),
    "file.not-regular": (
        "{source}: not a regular file (a pipe, a socket or a device).",
        "{source}: 通常のファイルではありません（パイプ、ソケット、装置）。",
    ),
    "file.link-out": (
        "{source}: a link out of the corpus.",
        "{source}: 文書フォルダーの外へのリンクです。",
    ),
    "file.link-above": (
        "{source}: a link to a folder that holds it.",
        "{source}: 自分を含むフォルダーへのリンクです。",
    ),
    "file.link-folder": (
        "{source}: a link to a folder of the corpus.",
        "{source}: 文書フォルダー内のフォルダーへのリンクです。",
    ),
    "file.link-nowhere": (
        "{source}: a link that leads nowhere, or to itself.",
        "{source}: 行き先のないリンクか、自分自身へのリンクです。",
    ),
    "file.name-taken": (
        "{source}: its name can't be told from that of {other}, or of a part of it. Rename it.",
        "{source}: 名前が {other} またはその中のものと区別できません。名前を変えてください。",
    ),
    "file.same": ("{source}: the same file as {other}.", "{source}: {other} と同じファイルです。"),
}
