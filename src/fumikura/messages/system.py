"""What the system says and what fumikura needs of it."""

from __future__ import annotations

_REINSTALL = (
    "Install it again: pip install --force-reinstall unidic-lite fugashi",
    "入れ直してください: pip install --force-reinstall unidic-lite fugashi",
)

TEXTS = {
    "system.eacces": ("Permission denied", "権限がありません"),
    "system.enoent": ("No such file or directory", "ファイルやフォルダーがありません"),
    "system.eisdir": ("Is a directory", "フォルダーです"),
    "system.enotdir": ("Not a directory", "フォルダーではありません"),
    "system.eexist": ("File exists", "既にあります"),
    "system.enospc": ("No space left on device", "空きがありません"),
    "system.edquot": ("Disk quota exceeded", "割り当てを使い切っています"),
    "system.efbig": ("File too large", "ファイルが大きすぎます"),
    "system.espipe": ("Not a regular file", "通常のファイルではありません"),
    "system.erofs": ("Read-only file system", "書き込みのできないファイルシステムです"),
    "system.eio": ("Input/output error", "入出力に失敗しました"),
    "system.enametoolong": ("File name too long", "名前が長すぎます"),
    "system.eloop": ("Too many levels of symbolic links", "リンクが重なりすぎています"),
    "system.eperm": ("Operation not permitted", "許されていない操作です"),
    "system.emfile": ("Too many open files", "開いているファイルが多すぎます"),
    "system.enomem": ("Cannot allocate memory", "メモリーが足りません"),
    "system.eagain": ("Resource temporarily unavailable", "いまシステムに余裕がありません"),
    "system.other": ("{reason}", "{reason}"),
    "system.file": ("{path}: {reason}.", "{path}: {reason}。"),
    "system.failed": ("The system refused: {reason}.", "システムに断られました: {reason}。"),
    "system.memory": ("There was not enough memory.", "メモリーが足りません。"),
    "system.busy": ("Too many requests at once.", "いま混み合っています。"),
    "system.busy.remedy": ("Try again in a moment.", "少し待ってからやり直してください。"),
    "system.interrupted": ("interrupted", "中断しました"),
    "system.dictionary-unknown": (
        "{path} is not a UTF-8 dictionary of MeCab 0.996.",
        "{path} は MeCab 0.996 の UTF-8 の辞書ではありません。",
    ),
    "system.dictionary-unknown.remedy": _REINSTALL,
    "system.dictionary-refused": (
        "MeCab can't open the dictionary unidic-lite ({kind}).",
        "MeCab が辞書 unidic-lite を開けません（{kind}）。",
    ),
    "system.dictionary-refused.remedy": _REINSTALL,
    "system.no-worker": (
        "The system refused another process: {reason}.",
        "これ以上のプロセスを始められません: {reason}。",
    ),
    "system.no-worker.remedy": ("Try again with --jobs 1.", "--jobs 1 でやり直してください。"),
}
