"""How a query was read, and what a score is made up of."""

from __future__ import annotations

TEXTS = {
    "explain.score": ("Score {score:.2f}, made up of", "スコア {score:.2f} の内訳"),
    "explain.time": (
        "There was not enough time to explain every hit. --timeout 0 sets no limit.",
        "時間切れのため、理由を示せなかった結果があります。--timeout 0 で制限なしになります。",
    ),
    "explain.cut": ("{text}: cut into {pieces}", "「{text}」の区切り: {pieces}"),
    "explain.characters": (
        "{text}: searched as these characters, not cut into words",
        "「{text}」: 語に区切らず、この文字の並びのまま探した",
    ),
    "explain.form": ("compared in the form {form}", "表記をそろえた形: {form}"),
    "explain.lemma": ("searched in all their forms: {words}", "活用や表記の違いも探した語: {words}"),
    "explain.silent": ("too common to be searched: {words}", "ありふれているので探さなかった語: {words}"),
    "explain.match-word": ("the word {word}", "語「{word}」"),
    "explain.match-synonym": (
        "another name, {word}, at a lower weight",
        "別の呼び名「{word}」（重みは低い）",
    ),
    "explain.match-reading": (
        "{word}, whose reading was typed, at a lower weight",
        "読みが同じ「{word}」（重みは低い）",
    ),
    "explain.match-literal": (
        "the characters {word}, as parts of other words",
        "文字「{word}」（他の語の一部として）",
    ),
    "explain.match-run": ("the words stand as they were typed: {word}", "入力どおりに並ぶ「{word}」"),
    "explain.places": (": {places}", "：{places}"),
    "explain.and": (", ", "、"),
    "explain.in-text": ("{count} in the text", "本文に {count}"),
    "explain.in-glosses": ("{count} in readings", "読みに {count}"),
    "explain.in-section": ("{count} in headings", "見出しに {count}"),
    "explain.in-title": ("{count} in the title", "表題に {count}"),
    "explain.rare": (
        " (in {passages} passages; rarer words count more)",
        "（{passages} 箇所にある。少ない語ほど重い）",
    ),
    "explain.part-characters": (
        "runs of three characters in common with the query",
        "検索語と同じ 3 文字の並びがある",
    ),
    "explain.part-together": ("words of the query stand near each other", "検索語どうしが近くに並ぶ"),
    "explain.part-early": ("words of the query stand near the beginning", "検索語が初めの方にある"),
    "explain.part-share": ("how much of the query is present", "検索語がどれだけそろっているか"),
    "explain.part-subject": ("the first words of the query are present", "検索語の初めの語がある"),
    "explain.part-answer": (
        "a date or a number stands near, as the question asks for",
        "問いに答える日付や数が近くにある",
    ),
    "explain.part-partly": ("some kanji of missing words are present", "ない語の漢字がある"),
    "explain.part-typed": (
        "words of the query are spelled as you typed them",
        "検索語が入力した表記で書かれている",
    ),
}
