"""What is said beside the hits of a search."""

from __future__ import annotations

TEXTS = {
    "search.timed-out": (
        "The time was up after {seconds:g} s: only {searched} of {passages: passage|passages} "
        "{searched:was|were} searched.",
        "{seconds:g} 秒で時間切れになりました。調べたのは {passages} 箇所中 {searched} 箇所です。",
    ),
    "search.unweighed": (
        "The time was up after {seconds:g} s: all passages were searched, but their order is not the final one.",
        "{seconds:g} 秒で時間切れになりました。すべての箇所を調べましたが、順序は仮のものです。",
    ),
    "search.no-limit": (" --timeout 0 sets no limit.", "--timeout 0 で無制限になります。"),
    "search.building": (
        "No index in {index}: building one from {corpus}.",
        "{index} に索引がないので、{corpus} から作ります。",
    ),
    "search.waiting": (
        "Another process is building it: waiting.",
        "別のプロセスが作成中なので、終わるのを待ちます。",
    ),
    "search.changed": (
        "The corpus has changed since the index was built ({count}: {names}). `fumikura index` brings it "
        "up to date.",
        "索引を作った後に文書が変わっています（{count} 件: {names}）。`fumikura index` で更新できます。",
    ),
    "search.relaxed": (
        "No passage has all the words ({words}): these have some of them.",
        "すべての語を含む箇所はないので（{words}）、一部を含む箇所を示します。",
    ),
    "search.none": (
        "No passage found. Passages with each word: {words}.",
        "見つかりませんでした。語ごとの件数: {words}。",
    ),
    "search.none-words": ("No passage found.", "見つかりませんでした。"),
    "search.expanded": (
        "Also searched, at a lower weight: {names}.",
        "あわせて検索した語（重みは低い）: {names}。",
    ),
    "search.expanded-hint": (" --no-synonyms leaves synonyms out.", "同義語を除くには --no-synonyms。"),
    "search.expanded-read": (", read as ", " の読み: "),
    "search.missing": (
        "{word} is in no passage: neither as a word nor as characters.",
        "{word} は、語としても文字の並びとしても、どこにもありません。",
    ),
    "search.missing-headed": (
        "{word} occurs only in headings and titles, of {count: passage|passages}: "
        "section:{word} and title:{word} find these.",
        "{word} は見出しと表題だけにあります（{count} 件）。section:{word} か title:{word} で探せます。",
    ),
    "search.missing-names": ("Also searched: {names}.", "あわせて探した語: {names}。"),
    "search.missing-near": ("For {word}, did you mean {near}?", "{word} は、もしかして: {near}？"),
    "search.missing-or": (" or ", "、"),
    "search.missing-parts": ("Parts of {word} that occur: {parts}.", "{word} の一部はあります: {parts}。"),
    "search.missing-nothing": ("Nothing in the index is similar.", "近いものも見当たりません。"),
    "search.some": (
        "Passages with some of the words: {total}; --any shows those.",
        "一部の語を含む箇所は {total} 件あります。--any で示します。",
    ),
    "search.unfiltered": (
        "Without the filters there {total:is|are} {total}.",
        "絞り込みがなければ {total} 件あります。",
    ),
    "search.unread": (
        "Files that could not be read, wholly or in part: {number}; `fumikura info` lists them.",
        "全部または一部を読めなかったファイルが {number} 件あります。一覧は `fumikura info`。",
    ),
    "search.years": (
        "The index has passages of {first} to {last}.",
        "索引にあるのは {first} 年から {last} 年までです。",
    ),
    "search.shown": (
        "{shown} of {total} shown: --limit 0 for all.",
        "{total} 件のうち {shown} 件を示しました。すべて示すには --limit 0。",
    ),
    "search.footer": ("{first}-{last} of {total}", "{total} 件中 {first}-{last} 件"),
    "search.footer-more": (
        "--limit 0 for all, --offset {offset} for the next",
        "すべて --limit 0、続き --offset {offset}",
    ),
    "search.past": (
        "There {total:is|are} {total: hit|hits}: --offset {offset} is past the last.",
        "結果は {total} 件です。--offset {offset} はその先を指しています。",
    ),
    "search.parsed": ("Query: {parsed}", "検索式: {parsed}"),
    "search.words": ("Passages with each word: {words}", "語ごとの件数: {words}"),
}
