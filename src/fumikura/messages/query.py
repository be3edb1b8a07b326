"""Mistakes in the words of a search."""

from __future__ import annotations

TEXTS = {
    "query.lead": ("{message}", "検索式の誤り: {message}"),
    "query.position": ("(at character {position}: {char})", "（{position} 文字目: {char}）"),
    "query.position-end": ("(at the end)", "（末尾）"),
    "query.empty": ("The query is empty.", "検索式が空です。"),
    "query.empty.remedy": ("Give at least one word.", "語を一つ以上書いてください。"),
    "query.too-long": (
        "The query has {size:, character|characters}; {most:,} are allowed.",
        "検索式が {size:,} 文字あります。{most:,} 文字までです。",
    ),
    "query.too-long.remedy": ("Shorten it.", "短くしてください。"),
    "query.too-long-written-out": (
        "The query, written out, has {size:, character|characters}; {most:,} are allowed.",
        "検索式を展開すると {size:,} 文字になります。{most:,} 文字までです。",
    ),
    "query.too-long-written-out.remedy": ("Shorten it.", "短くしてください。"),
    "query.too-many-words": (
        "The query has {number:, word|words}; {most} are allowed.",
        "検索式に語が {number:,} 個あります。{most} 個までです。",
    ),
    "query.too-many-words.remedy": (
        "Shorten it, or put it in quotes.",
        "短くするか、引用符で囲んでください。",
    ),
    "query.too-many-clauses": (
        "The query has more than {most} words.",
        "検索式の語が {most} 個を超えています。",
    ),
    "query.too-many-clauses.remedy": ("Shorten it.", "短くしてください。"),
    "query.too-deep": ("Brackets may be {most} deep.", "括弧を重ねられるのは {most} 重までです。"),
    "query.too-deep.remedy": ("Use fewer.", "減らしてください。"),
    "query.weight": (
        "A weight is a number greater than 0, up to {most:g}.",
        "重みは 0 より大きく {most:g} までの数です。",
    ),
    "query.weight.remedy": ("As in: 台湾^2", "例: 台湾^2"),
    "query.phrase-too-long": (
        "A phrase may have {most:,} characters, not {size:,}.",
        "引用符の中は {most:,} 文字までです（{size:,} 文字あります）。",
    ),
    "query.phrase-too-long.remedy": ("Its beginning is enough.", "初めの部分だけで足ります。"),
    "query.too-many-prefixes": (
        "A query may have {most} words with *.",
        "* の付く語は {most} 個までです。",
    ),
    "query.too-many-prefixes.remedy": ("Use fewer.", "減らしてください。"),
    "query.too-many-fuzzy": ("A query may have {most} words with ~.", "~ の付く語は {most} 個までです。"),
    "query.too-many-fuzzy.remedy": ("Use fewer.", "減らしてください。"),
    "query.fuzzy-distance": (
        "~ takes 1 or 2, the number of characters that may differ, not {distance}.",
        "~ に続くのは違ってよい文字の数で、1 か 2 です（{distance} ではなく）。",
    ),
    "query.near-too-many": (
        "NEAR may link {most} words in a row.",
        "NEAR で続けてつなげるのは {most} 語までです。",
    ),
    "query.near-too-many.remedy": ("Use fewer.", "減らしてください。"),
    "query.near-distance": (
        "NEAR takes a distance of 1 to {most:,} words.",
        "NEAR の距離は 1 から {most:,} 語までです。",
    ),
    "query.unseen": (
        "There is nothing to search for in this word: all its characters are invisible.",
        "この語には探せる文字がありません。見えない文字だけです。",
    ),
    "query.unseen.remedy": ("Leave it out.", "取り除いてください。"),
    "query.no-words": ("The query has no word to search for.", "検索式に探す語がありません。"),
    "query.no-words.remedy": (
        'To search for the characters themselves, put them in quotes: "…".',
        '文字そのものを探すには引用符で囲みます: "…"。',
    ),
    # How it was read
    "query.read": ("The query was read like this: {notes}.", "検索式を次のように読みました: {notes}。"),
    "query.read-and": ("; ", "、"),
    "query.read-more": ("; …", "、…"),
    "query.parts": (
        "{words} occurs nowhere as a whole, so its parts were searched",
        "{words} はそのままではどこにもないので、その部分を検索",
    ),
    "query.unclosed": (
        "{sign} is not closed, so it ends with the query",
        "{sign} は閉じられていないので末尾まで",
    ),
    "query.unopened": (
        "{sign} was not opened and is ignored",
        "{sign} は対応する括弧がないので無視",
    ),
    "query.sign": (
        "{sign} has no word to go with and is ignored",
        "{sign} は伴う語がないので無視",
    ),
    "query.no-weight": (
        "{sign} is no weight greater than 0 and is ignored",
        "{sign} は 0 より大きい重みではないので無視",
    ),
    "query.field": (
        "there is no field {field}, so it is a word",
        "{field} というフィールドはないので語として検索",
    ),
    "query.spoken": ("{word} between two words is an operator", "語のあいだの {word} は演算子"),
    "query.minus": ("{sign} excludes the word after it", "{sign} は続く語を除く記号"),
    "query.dashes": ("{sign} on both sides excludes nothing", "両側の {sign} は除く記号ではない"),
    "query.near": ("words within NEAR/{distance}", "NEAR/{distance} の近さにある語"),
    "query.similar": (
        "{word} is searched with up to {distance} characters changed",
        "{word} は違いが {distance} 文字まで",
    ),
    "query.read-over": (
        "such signs are ignored in texts, too, so nothing is left to search for",
        "文書でも読み飛ばされる記号なので、探すものが残らない",
    ),
    "query.everything-without": ("all passages but those with it", "その語を含まないすべての箇所"),
}
