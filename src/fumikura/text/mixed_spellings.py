"""Other spellings of words of kanji: some of them in kana, as 威かく and 見なおし, or with other okurigana, as 受入れ.

Newspapers, laws and ministries write kana for kanji that are not taught (交ぜ書き), and okurigana in more than one way
(送り仮名の付け方, 内閣告示 1973, allows several). Which kana stand for a kanji is told by the reading of the word:
an on-reading is a mora with at most one of い, う, く, き, つ, ち, ん, っ behind it, so few splits of a reading fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from fumikura.models import Span
from fumikura.text.characters import is_hiragana, is_kanji
from fumikura.text.morphemes import Morpheme, Tokenizer, lemmas_of, readings_of
from fumikura.text.tokens import noun_of

# The kanji of 教育漢字 (学年別漢字配当表, 2017): others are often written in kana.
_TAUGHT = frozenset(
    "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草足村大男竹中虫町"
    "天田土二日入年白八百文木本名目立力林六引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元言原戸古"
    "午後語工公広交光考行高黄合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋週春書少場色食心新親図数西声星晴切雪船線前組走多太"
    "体台地池知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南肉馬売買麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来里理話悪"
    "安暗医委意育員院飲運泳駅央横屋温化荷界開階寒感漢館岸起期客究急級宮球去橋業曲局銀区苦具君係軽血決研県庫湖向幸港号根祭皿仕"
    "死使始指歯詩次事持式実写者主守取酒受州拾終習集住重宿所暑助昭消商章勝乗植申身神真深進世整昔全相送想息速族他打対待代第題炭"
    "短談着注柱丁帳調追定庭笛鉄転都度投豆島湯登等動童農波配倍箱畑発反坂板皮悲美鼻筆氷表秒病品負部服福物平返勉放味命面問役薬由"
    "油有遊予羊洋葉陽様落流旅両緑礼列練路和愛案以衣位茨印英栄媛塩岡億加果貨課芽賀改械害街各覚潟完官管関観願岐希季旗器機議求泣"
    "給挙漁共協鏡競極熊訓軍郡群径景芸欠結建健験固功好香候康佐差菜最埼材崎昨札刷察参産散残氏司試児治滋辞鹿失借種周祝順初松笑唱"
    "焼照城縄臣信井成省清静席積折節説浅戦選然争倉巣束側続卒孫帯隊達単置仲沖兆低底的典伝徒努灯働特徳栃奈梨熱念敗梅博阪飯飛必票"
    "標不夫付府阜富副兵別辺変便包法望牧末満未民無約勇要養浴利陸良料量輪類令冷例連老労録圧囲移因永営衛易益液演応往桜可仮価河過"
    "快解格確額刊幹慣眼紀基寄規喜技義逆久旧救居許境均禁句型経潔件険検限現減故個護効厚耕航鉱構興講告混査再災妻採際在財罪殺雑酸"
    "賛士支史志枝師資飼示似識質舎謝授修述術準序招証象賞条状常情織職制性政勢精製税責績接設絶祖素総造像増則測属率損貸態団断築貯"
    "張停提程適統堂銅導得毒独任燃能破犯判版比肥非費備評貧布婦武復複仏粉編弁保墓報豊防貿暴脈務夢迷綿輸余容略留領歴胃異遺域宇映"
    "延沿恩我灰拡革閣割株干巻看簡危机揮貴疑吸供胸郷勤筋系敬警劇激穴券絹権憲源厳己呼誤后孝皇紅降鋼刻穀骨困砂座済裁策冊蚕至私姿"
    "視詞誌磁射捨尺若樹収宗就衆従縦縮熟純処署諸除承将傷障蒸針仁垂推寸盛聖誠舌宣専泉洗染銭善奏窓創装層操蔵臓存尊退宅担探誕段暖"
    "値宙忠著庁頂腸潮賃痛敵展討党糖届難乳認納脳派拝背肺俳班晩否批秘俵腹奮並陛閉片補暮宝訪亡忘棒枚幕密盟模訳郵優預幼欲翌乱卵覧"
    "裏律臨朗論"
)
# Of the scripts of a word (`scripts`): a class of all kanji takes longer to compile than many a search does.
_WITH_OKURIGANA = "k+h*k*h*"
_INNER_KANA = "(?<=k)h+(?=k)"
_ENDING = "kh+$"
_ON_READING = "[あ-ん][ゃゅょ]?[いうくきつちんっ]?"
_VERB_ENDINGS = "いきぎしちにびみりえけげせてねべめれ"
_MOST_KANA, _LONGEST_RUN = 4, 24
_LONGEST = 8


def has_rare_kanji(text: str) -> bool:
    """Whether a text has a kanji that is often written in kana."""
    return any(is_kanji(char) and char not in _TAUGHT for char in text)


def mixed_spellings(word: str) -> Iterator[str]:
    """A word of two kanji with the one that is not taught in kana: 威かく, だ捕. What is a word by itself is none."""
    if scripts(word) == "kk":
        for each in _mixed(word, _readings(word)):
            if not is_another_word(each, word) and not _ends_in_particle(each):
                yield each


def typed_forms(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """By what words may be looked up that are typed in kana: each with its readings, and with its mixed spellings."""
    for word, readings in readings_of(words):
        forms = (*readings, *(_mixed(word, readings) if scripts(word) == "kk" else ()))
        yield from ((form, word) for form in dict.fromkeys(forms))


def mixed_parts(text: str) -> Iterator[Span]:
    """Where a run may have a mixed spelling, the longest first: a kanji and up to four kana behind it or before it."""
    spans: list[Span] = []
    for kana in re.finditer("[ぁ-ゖ]+", text) if len(text) <= _LONGEST_RUN else ():
        first, last = kana.span()
        if first and is_kanji(text[first - 1]):
            spans += [(first - 1, end) for end in range(first + 1, min(last, first + _MOST_KANA) + 1)]
        if last < len(text) and is_kanji(text[last]):
            spans += [(start, last + 1) for start in range(max(first, last - _MOST_KANA), last)]
    return iter(sorted(spans, key=lambda span: span[0] - span[1]))


def scripts(text: str) -> str:
    """A letter for each character: k for a kanji, h for hiragana, - for anything else."""
    return "".join(["k" if is_kanji(char) else "h" if is_hiragana(char) else "-" for char in text])


def _without_inner_kana(word: str) -> str:
    kana = {
        at
        for match in re.finditer(_INNER_KANA, scripts(word))
        for at in range(*match.span())
        if word[match.end() - 1] in _VERB_ENDINGS
    }
    return "".join([char for at, char in enumerate(word) if at not in kana])


def _has_particle(word: str) -> bool:
    """Whether kana between kanji are none of either: 山の手 is no other spelling of 山手."""
    inner = re.finditer(_INNER_KANA, scripts(word))
    return any(word[match.end() - 1] not in _VERB_ENDINGS for match in inner)


def is_another_word(mixed: str, word: str) -> bool:
    """Whether kanji and kana are a word of that kanji, as 思い is, which is no 思惟; and お職 is 職 to be polite to."""
    if not is_kanji(mixed[0]):
        return mixed[0] == "お" and is_kanji(mixed[1])
    return any(mixed[0] in lemma and lemma != word for lemma in _lemmas(mixed))


def _ends_in_particle(mixed: str) -> bool:
    """Whether kana behind a kanji are read as a particle or an auxiliary: 風が is hardly ever 風雅."""
    return not is_kanji(mixed[-1]) and _tokenizer().parse(mixed)[1][-1].pos in ("助詞", "助動詞")


@cache
def _tokenizer() -> Tokenizer[Morpheme]:
    return Tokenizer(lambda each: each)


def whole_readings(mixed: str) -> tuple[str, ...]:
    """How kana with one kanji before or behind them may be read: しゅんこう for しゅん工."""
    kanji = "".join(filter(is_kanji, mixed))
    return tuple(mixed.replace(kanji, reading) for reading in _readings(kanji)) if len(kanji) == 1 else ()


def with_kanji_for_kana(mixed: str, term: str) -> str:
    """The word of two kanji that `mixed` is, if its lemma is `term`: 竣工, of 竣功, for しゅん工; else ""."""
    kanji = "".join(filter(is_kanji, mixed))
    if scripts(term) != "kk" or len(kanji) != 1:
        return ""
    word = kanji + term[1] if mixed.startswith(kanji) else term[0] + kanji
    return word if term in _lemmas(word) and mixed in _mixed(word, _readings(word)) else ""


def _mixed(word: str, readings: Iterable[str]) -> Iterator[str]:
    for reading in readings:
        for at in range(1, len(reading)):
            first, second = reading[:at], reading[at:]
            if re.fullmatch(_ON_READING, first) and re.fullmatch(_ON_READING, second):
                if word[1] not in _TAUGHT:
                    yield word[0] + second
                if word[0] not in _TAUGHT:
                    yield first + word[1]


def other_okurigana(word: str, lemma: str) -> Iterator[str]:
    """Other ways to write a word of two kanji or more with kana between or behind them; `lemma` is its dictionary form.

    受け入れ and 受入れ are one; of 見直し, the last kanji may be in kana: 見なおし.
    """
    if (
        word[:1] == lemma[:1]
        and re.fullmatch("kh+", scripts(word))
        and re.fullmatch("kh+kh+", scripts(lemma))
    ):
        yield _without_inner_kana(lemma)  # 呼掛け for 呼びかけ
    if len(word) > _LONGEST or not re.fullmatch(_WITH_OKURIGANA, scripts(word)) or len(_kanji_of(word)) < 2:
        return
    ending = re.search(_ENDING, scripts(word))
    inside = _without_inner_kana(word)
    if inside != word and _is_read_like(inside, word):
        yield inside
    if re.search("khh$", scripts(word)) and word[-2] == "わ":  # 突合せ for 突き合わせ, which 許容 allows
        yield from (f"{each[:-2]}{each[-1]}" for each in dict.fromkeys((word, inside)))
    written_out = _like(word, lemma)
    if written_out:
        yield written_out
    yield from _nouns_like(word)
    if ending:
        yield from _with_last_kanji_in_kana(word, word[ending.start() + 1 :])


def without_okurigana(word: str) -> str:
    """A word without kana between or behind its kanji, as before another kanji: 受入 of 受入国.

    "" for one that is read otherwise then, as 組合 is not 組み合わせ.
    """
    bare = _kanji_of(word)
    return bare if len(bare) > 1 and _is_read_like(bare, word) else ""


def _is_read_like(other: str, word: str) -> bool:
    """Whether another spelling isn't another word: 男子 is not 男の子."""
    return set(_readings(other)) <= set(_readings(word))


def with_okurigana(text: str) -> Iterator[str]:
    """A run of kanji in which two are a word that is written with kana, too: 受け入れ国 for 受入国."""
    if not all(map(is_kanji, text)):
        return
    for start in range(len(text) - 1):
        word = text[start : start + 2]
        for lemma in _lemmas_in_kanji(word):
            written = _with_kanji_of(word, noun_of(lemma))
            if written not in ("", word) and not _has_particle(written):
                for other in (written, _without_inner_kana(written)):
                    yield text[:start] + other + text[start + len(word) :]


def _lemmas_in_kanji(word: str) -> Iterator[str]:
    """The lemmas of a word; of a name, for which the dictionary has kana alone, those of what is read so (打上)."""
    for lemma in _lemmas(word):
        if any(map(is_kanji, lemma)):
            yield lemma
        else:
            yield from (each for reading in _readings(word) for each in _lemmas(reading))


def written_out(word: str) -> Iterator[str]:
    """A word that the dictionary has with kana between its kanji alone, as it has it: 呼び掛け, 呼びかけ for 呼掛け."""
    if not re.fullmatch("kkh?", scripts(word)):
        return
    first, last, ending = word[0], word[1], word[2:]
    for kana in _VERB_ENDINGS:
        if not _lemmas(first + kana):
            continue
        for end in ending or _VERB_ENDINGS:
            written = f"{first}{kana}{last}{end}"
            if any(_kanji_of(lemma) == first + last for lemma in _lemmas(written)):
                yield written
                yield from _nouns_like(written)
                yield from (other for other in other_okurigana(written, written) if other != word)


def _like(word: str, lemma: str) -> str:
    """A lemma of the same kanji, with the ending that the word has: 受け入れ for 受入れ, whose lemma is 受け入れる."""
    own = _with_kanji_of(_kanji_of(word), lemma)
    if not own or own == word:
        return ""
    last = _kanji_of(word)[-1]
    behind = word.rpartition(last)[2]
    stem = own.rpartition(last)
    return stem[0] + stem[1] + (behind or stem[2])


def _nouns_like(word: str) -> Iterator[str]:
    """The nouns of verbs of the same kanji with more kana between, if they end alike: 見合わせ for 見合せ."""
    for lemma in _lemmas(word):
        noun = noun_of(lemma)
        if noun not in (lemma, word) and noun[-1:] == word[-1:] and _kanji_of(noun) == _kanji_of(word):
            yield noun


def _with_kanji_of(kanji: str, lemma: str) -> str:
    """A lemma with these kanji in place of its own: 引き揚げる for 引揚 and 引き上げる; "" where none is the same."""
    theirs = _kanji_of(lemma)
    if (
        len(theirs) != len(kanji)
        or not any(a == b for a, b in zip(theirs, kanji, strict=True))
        or theirs == lemma
    ):
        return ""
    rest = iter(kanji)
    return "".join(next(rest) if is_kanji(char) else char for char in lemma)


def _with_last_kanji_in_kana(word: str, kana: str) -> Iterator[str]:
    """見なおし for 見直し: the reading of the word ends in that of its last kanji."""
    before = word[: len(word) - len(kana) - 1]
    known = dict.fromkeys(form for reading in _readings(before) for form in (reading, noun_of(reading)))
    for reading in _readings(word):
        for own in known:
            if reading.startswith(own) and reading.endswith(kana) and len(reading) > len(own) + len(kana):
                yield before + reading[len(own) :]


def _kanji_of(word: str) -> str:
    return "".join(filter(is_kanji, word))


@cache
def _lemmas(word: str) -> tuple[str, ...]:
    """The lemmas that a whole word may have, by MeCab's best few analyses."""
    return lemmas_of(word)


@cache
def _readings(word: str) -> tuple[str, ...]:
    """How a word is read, in hiragana: MeCab's best few analyses of it."""
    return next((readings for _, readings in readings_of([word])), ())
