"""The cluster that keeps an index: where it is not to be reached, what it refuses, and what is wrong in it."""

from __future__ import annotations

_SETTINGS = (
    "See [engine] in fumikura.toml: the addresses, and whether the cluster runs.",
    "fumikura.toml の [engine]（addresses）と、クラスターが動いているかを確かめてください。",
)
_AGAIN = ("Try again later. Nothing is lost.", "後でやり直してください。失われたものはありません。")
_REBUILD = ("Build it again: fumikura index --rebuild", "作り直してください: fumikura index --rebuild")
_NODES = (
    "Check its nodes and try again: fumikura gives no partial answers.",
    "ノードを確かめてやり直してください。一部だけの答えは出しません。",
)

TEXTS = {
    "cluster.unreachable": (
        "The cluster {addresses} can't be reached: {reason}.",
        "クラスター {addresses} に接続できません: {reason}。",
    ),
    "cluster.unreachable.remedy": _SETTINGS,
    "cluster.timeout": (
        "The cluster {addresses} did not answer within {seconds} seconds.",
        "クラスター {addresses} から {seconds} 秒以内に応答がありません。",
    ),
    "cluster.timeout.remedy": (
        "Try again later, or give it more time: timeout in [engine] of fumikura.toml. Nothing is lost.",
        "後でやり直すか、fumikura.toml の [engine] の timeout を増やしてください。失われたものはありません。",
    ),
    "cluster.certificate": (
        "The cluster {addresses} can't be trusted: its certificate was not issued by the expected authority ({reason}).",
        "クラスター {addresses} の証明書が、期待した発行者のものではありません（{reason}）。",
    ),
    "cluster.certificate.remedy": (
        "Name the certificate of that authority: certificate in [engine] of fumikura.toml.",
        "署名した認証局の証明書を fumikura.toml の [engine] の certificate に指定してください。",
    ),
    "cluster.password": (
        "The cluster {addresses} refuses user {user!r} with this password.",
        "クラスター {addresses} が利用者 {user!r} とそのパスワードを拒みました。",
    ),
    "cluster.password.remedy": (
        "Give user in [engine] of fumikura.toml, and the password in FUMIKURA_OPENSEARCH_PASSWORD or a password_file.",
        "[engine] の user と、FUMIKURA_OPENSEARCH_PASSWORD か password_file のパスワードを確かめてください。",
    ),
    "cluster.password-file": (
        "The password file {file} can't be read: {reason}.",
        "パスワードのファイル {file} が読めません: {reason}。",
    ),
    "cluster.password-file.remedy": (
        "Write the password into it, and nothing else.",
        "パスワードだけを書いたファイルにしてください。",
    ),
    "cluster.password-open": (
        "Others can read the password file {file}.",
        "パスワードのファイル {file} を他の利用者が読めます。",
    ),
    "cluster.password-open.remedy": ("Make it private: chmod 600", "自分だけが読めるように: chmod 600"),
    "cluster.forbidden": (
        "The cluster {addresses} does not allow user {user!r} to do this: {reason}.",
        "クラスター {addresses} は利用者 {user!r} にこれを許していません: {reason}。",
    ),
    "cluster.forbidden.remedy": (
        "The user must be allowed to read indexes of that name and, for fumikura index, to create and alias them.",
        "この名前の索引の読み取りと、fumikura index には索引と別名の作成の権限が要ります。",
    ),
    "cluster.read-only": (
        "The cluster {addresses} is read-only: {reason}.",
        "クラスター {addresses} は書き込みを受け付けません: {reason}。",
    ),
    "cluster.read-only.remedy": (
        "Make room on its disks; what was indexed before is still there.",
        "ディスクに空きを作ってください。これまでの索引は残っています。",
    ),
    "cluster.gone": (
        "The cluster {addresses} no longer has it: {reason}.",
        "クラスター {addresses} にもうありません: {reason}。",
    ),
    "cluster.gone.remedy": (
        "Meanwhile the index was built twice. Try again.",
        "その間に索引が二度作り直されました。やり直してください。",
    ),
    "cluster.conflict": (
        "The cluster {addresses} reports another writer: {reason}.",
        "クラスター {addresses} によると別のプロセスが書いています: {reason}。",
    ),
    "cluster.conflict.remedy": _AGAIN,
    "cluster.busy": (
        "The cluster {addresses} is overloaded: {reason}.",
        "クラスター {addresses} の負荷が高すぎます: {reason}。",
    ),
    "cluster.busy.remedy": _AGAIN,
    "cluster.shards": (
        "A part of the index is missing in the cluster {addresses}: {reason}.",
        "クラスター {addresses} で索引の一部が失われています: {reason}。",
    ),
    "cluster.shards.remedy": _NODES,
    "cluster.partial": (
        "The cluster {addresses} answered for part of the index only ({failed} shards are missing).",
        "クラスター {addresses} は索引の一部についてだけ答えました（欠けているシャード {failed}）。",
    ),
    "cluster.partial.remedy": _NODES,
    "cluster.words": (
        "The query has more words than the cluster {addresses} takes at once.",
        "検索語が、クラスター {addresses} が一度に受け付ける数を超えています。",
    ),
    "cluster.words.remedy": (
        "Use fewer words, or raise indices.query.bool.max_clause_count of the cluster.",
        "語を減らすか、クラスターの indices.query.bool.max_clause_count を増やしてください。",
    ),
    "cluster.refused": (
        "The cluster {addresses} refuses: {reason}.",
        "クラスター {addresses} に拒まれました: {reason}。",
    ),
    "cluster.refused.remedy": (
        "It has to be OpenSearch 3.2 or newer, with its own modules.",
        "標準のモジュールを備えた OpenSearch 3.2 以降が必要です。",
    ),
    "cluster.no-index": (
        "There is no index {name} in the cluster {addresses}.",
        "クラスター {addresses} に索引 {name} がありません。",
    ),
    "cluster.no-index.remedy": ("Build one: fumikura index", "作るには: fumikura index"),
    "cluster.foreign": (
        "In the cluster {addresses}, {name} is not an index of fumikura.",
        "クラスター {addresses} の {name} は fumikura の索引ではありません。",
    ),
    "cluster.foreign.remedy": (
        "Choose another name in [engine] of fumikura.toml.",
        "fumikura.toml の [engine] の name を別の名前にしてください。",
    ),
    "cluster.no-manifest": (
        "The index {name} in the cluster {addresses} has lost its manifest.",
        "クラスター {addresses} の索引 {name} の目録がなくなっています。",
    ),
    "cluster.no-manifest.remedy": _REBUILD,
    "cluster.other-number": (
        "The index {name} has {found:, passage|passages}, not {expected:,}.",
        "索引 {name} の箇所が {found:,} 個で、{expected:,} 個ではありません。",
    ),
    "cluster.other-number.remedy": _REBUILD,
    "cluster.nonsense": (
        "A passage in the index {name} makes no sense ({kind}).",
        "索引 {name} の箇所の中身が意味をなしません（{kind}）。",
    ),
    "cluster.nonsense.remedy": _REBUILD,
    "cluster.settings": ("{file}: [engine] makes no sense: {what}", "{file}: [engine] が読めません: {what}"),
    "cluster.settings.remedy": (
        'It takes use = "opensearch", addresses, name, shards, replicas, certificate, user, password_file, timeout.',
        'use = "opensearch"、addresses、name、shards、replicas、certificate、user、password_file、timeout が書けます。',
    ),
    "cluster.other-engine": (
        "{file} does not name {engine} as its engine.",
        "{file} の engine は {engine} ではありません。",
    ),
    "cluster.other-engine.remedy": (
        'Write use = "{engine}" below [engine] there.',
        'そこの [engine] に use = "{engine}" と書いてください。',
    ),
    "cluster.not-installed": (
        "OpenSearch needs a package that is not installed.",
        "OpenSearch に要るパッケージが入っていません。",
    ),
    "cluster.not-installed.remedy": (
        "pip install 'fumikura[opensearch]'",
        "pip install 'fumikura[opensearch]'",
    ),
}
