"""English texts of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["TEXTS"]

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # Help
        "heading.usage": "Usage:",
        "heading.options": "Options",
        "heading.commands": "Commands",
        "heading.examples": "Examples",
        "option.help": "Show this help.",
        "option.version": "Show the version.",
        "app.help": "Full-text search for Japanese documents: nothing missed in silence, every hit "
        "citable.\n\nThe documents are in a folder, ./corpus unless --corpus or FUMIKURA_CORPUS names "
        "another; the index is built in ./index, --index or FUMIKURA_INDEX.",
        "app.examples": "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 --year 2007..2024 --format csv --output hits.csv\n"
        'eval "$(_FUMIKURA_COMPLETE=bash_source fumikura)"   # completion by the Tab key',
        "index.short": "Build the index, or bring it up to date.",
        "index.help": "Build the index, or bring it up to date: new and changed files are read, unchanged "
        "ones skipped, vanished ones taken out. PATH names files or folders of the corpus; without one, all "
        "are read.",
        "index.examples": "fumikura index\nfumikura index --corpus ~/papers --index ~/papers.index\n"
        "fumikura index corpus/new.txt\nfumikura index --rebuild",
        "search.short": "Find passages.",
        "search.help": "Find passages. Words apart by spaces must all be in the passage; A OR B, NOT A or "
        '-A, brackets, "an exact run" of characters, field:word (title, section, text), a prefix with *. '
        "Without an index, one is built first. Exit code 0 with hits, 1 without, 2 on an error.",
        "search.examples": "fumikura search 台湾海峡\n"
        "fumikura search 尖閣 台湾 -中国 --year 平成25..\n"
        "fumikura search '\"自由で開かれたインド太平洋\"' --meeting 2+2\n"
        "fumikura search 抑止力 --type 白書 --sort -date -C 1\n"
        "fumikura search 統合 OR 連携 --format csv --output hits.csv",
        "show.short": "Show a passage and its neighbours.",
        "show.help": "Show a passage in full, with its place, and N passages on either side.",
        "show.examples": "fumikura show 'scc-2021-03-16-joint-statement#4'\n"
        "fumikura show 'scc-2021-03-16-joint-statement#4' -C 2",
        "terms.short": "List words that are equals in a search.",
        "terms.help": "List words that are equals in a search: the groups of thesaurus.toml in the corpus, which can be "
        "edited, and the names that the documents define themselves, each with the passage, the file and "
        "the lines. With WORD, those that have it. Exit code 0 where there are any, 1 where not, 2 on an "
        "error.",
        "terms.examples": "fumikura terms\nfumikura terms ACM\nfumikura terms 安全保障 --format json",
        "catalog.short": "Print what is known of each document.",
        "catalog.help": "Print what is known of each document, given or inferred, in the form of "
        "catalog.toml: review it, and keep it there. PATH names files or folders of the corpus; without one, "
        "all are described.",
        "catalog.examples": "fumikura catalog\nfumikura catalog corpus/new.txt >> corpus/catalog.toml",
        "info.short": "Say what is in the index.",
        "info.help": "Say what is in the index: documents, passages, years, meetings, size, versions.",
        "info.examples": "fumikura info\nfumikura info --index ~/papers.index",
        "check.short": "Verify the index.",
        "check.help": "Verify the index: its versions, every byte of its files, every posting and every passage, "
        "and compare it with the documents, which are read again. It says whether the "
        "corpus has changed since. Exit code 0 where all is well, 1 where the corpus has changed, 2 where "
        "the index is damaged.",
        "check.examples": "fumikura check\nfumikura check && fumikura search 台湾海峡",
        "option.index": "Folder of the index (./index; FUMIKURA_INDEX).",
        "option.corpus": "Folder of the documents (./corpus; FUMIKURA_CORPUS).",
        "option.terms-format": "table (as is), json.",
        "option.rebuild": "Read every file anew.",
        "option.jobs": "Read with N processes (1).",
        "option.encoding": "Encoding of the files, where it can't be told (cp932, euc-jp, …).",
        "option.year": "Year, era or range: 2013, 平成25, 令和, 2007..2014, ..2014. May be repeated.",
        "option.from": "From this day, month or year on.",
        "option.to": "Through this day, month or year.",
        "option.meeting": "Kind of meeting: 2+2, summit, 首脳会談, 防衛相会談, …. May be repeated.",
        "option.type": "Kind of document: white-paper, 白書, 共同発表, 概要, …. May be repeated.",
        "option.side": "Who speaks: japan, us, both. May be repeated.",
        "option.document": "Id of a document. May be repeated.",
        "option.kind": "Kind of passage: paragraph, table-row, footnote, …. May be repeated.",
        "option.limit": "Show N hits (20; csv, tsv and jsonl: all); 0 for all.",
        "option.offset": "Leave out the first N hits.",
        "option.sort": "Order of the hits: relevance (as is), date, -date (latest first), document.",
        "option.format": "table (as is), plain, json, jsonl, csv, tsv.",
        "option.output": "Write to FILE; its name's ending sets the format where --format doesn't.",
        "option.any": "Some of the words will do.",
        "option.no-synonyms": "Without the equals of thesaurus.toml and of the documents.",
        "option.count": "Print the number of hits only.",
        "option.explain": "Say how the query was read, and how each hit was found.",
        "option.context": "N passages on either side, too.",
        "option.timeout": "Answer after SECONDS with what was found until then (10; 0: no limit).",
        "option.restore": "Go back to the index before the last change.",
        "error.seconds": "{value} is no number of seconds from 0 on.",
        "search.timed-out": "The time was up after {seconds:g} s: only {searched} of {passages} passages were searched. "
        "--timeout 0 sets no limit.",
        "index.restored": "The index is again as it was written at {committed}: {documents} documents, "
        "{passages} passages.",
        "index.restored.next": "The one that it takes the place of is kept: a second --restore goes back to it.",
        "error.restore": "--restore goes with no other option or path.",
        "check.different": "The index does not hold what {source} gives now: {what}.",
        "check.different.count": "{passages} passages differ, the first is {id}",
        "progress.checking": "Checking",
        "error.number": "{value} is no whole number from {least} on.",
        "error.choice": "there is no {value}. Valid: {valid}.",
        # Notes
        "search.building": "No index in {index}: building one from {corpus}.",
        "search.changed": "The corpus has changed since the index was built ({count}: {names}). "
        "`fumikura index` brings it up to date.",
        "search.relaxed": "No passage has all the words ({words}): these have some of them.",
        "search.none": "No passage found. Passages with each word: {words}.",
        "search.none.words": "No passage found.",
        "search.expanded": "Searched besides, at a lower weight: {names}.",
        "search.expanded.hint": " --no-synonyms leaves equals out.",
        "search.expanded.read": ", read as ",
        "search.missing": "{word} is in no passage: neither as a word nor as characters.",
        "search.missing.names": "Looked for besides: {names}.",
        "search.missing.near": "For {word}, did you mean {near}?",
        "search.missing.or": " or ",
        "search.missing.parts": "Of {word} there are: {parts}.",
        "search.missing.nothing": "Nothing in the index comes near it.",
        "search.unfiltered": "Without the filters there are {total}.",
        "search.years": "The index has passages of {first} to {last}.",
        "search.shown": "{shown} of {total} shown: --limit 0 for all.",
        "search.footer": "{first}-{last} of {total}",
        "search.footer.more": "--limit 0 for all, --offset {offset} for the next",
        "search.past": "There are {total} hits: --offset {offset} is past the last.",
        "search.parsed": "Query: {parsed}",
        "search.words": "Passages with each word: {words}",
        "search.score": "score {score:.3f}",
        "progress.reading": "Reading",
        "build.added": "added",
        "build.replaced": "replaced",
        "build.removed": "removed",
        "build.unchanged": "unchanged",
        "build.skipped": "skipped",
        "build.skipped.line": "{source} was skipped: {reason}",
        "build.file": "{status:<9} {source} ({passages})",
        "build.inferred": "inferred: {id}: {title} [{date}, {meeting}, {doc_type}]",
        "build.review": "What was inferred can be reviewed and kept: `fumikura catalog`.",
        "build.summary": "{counts}. {documents} documents, {passages} passages, {seconds:.1f} s.",
        "interrupted": "interrupted",
        "info.path": "Index",
        "info.size": "Size",
        "info.documents": "Documents",
        "info.passages": "Passages",
        "info.count": "{count} passages",
        "info.years": "Years",
        "info.meetings": "Meetings",
        "info.committed": "Written",
        "info.versions": "Versions",
        "terms.groups": "Groups of {file}:",
        "terms.defined": "Defined in the documents:",
        "terms.local": "in its own document alone",
        "check.sound": "The index is sound: {passages} passages, every file as it was written.",
        "check.same": "The corpus is as it was when it was indexed.",
        "check.changed": "Changed since: {names}. `fumikura index` brings the index up to date.",
        "check.damaged": "The index is damaged: {fault} Go back to the one before: `fumikura index --restore`; "
        "or build it again: `fumikura index --rebuild`.",
        "show.glosses": "Glosses: {glosses}",
        "match.synonym": "by an equal",
        "match.reading": "by its reading",
        "match.literal": "characters only",
        # Mistakes
        "error.no-corpus": "There is no index in {index}, and there are no documents at {corpus}.",
        "error.no-corpus.remedy": "Name the documents with --corpus DIR (or FUMIKURA_CORPUS), "
        "or an index with --index DIR (or FUMIKURA_INDEX).",
        "error.corpus-missing": "There are no documents at {corpus}.",
        "error.corpus-missing.remedy": "Name it with --corpus DIR or FUMIKURA_CORPUS.",
        "error.no-passages": "There is nothing to search in {corpus}: no passage came out of it.",
        "error.no-passages.remedy": "Put .txt, .md or .jsonl files there.",
        "error.output": "{path} can't be written: {reason}.",
        "error.output.remedy": "Make room, or name another file.",
        "error.stdout": "standard output",
        "error.file": "{path}: {reason}.",
        "error.memory": "The memory did not suffice.",
        "error.option": "There is no option {option}.",
        "error.option.remedy": "`{command} --help` lists them; NOT before a word leaves it out, too.",
        "error.option.near": "Did you mean {near}?",
        "error.command": "There is no command {command}.",
        "error.command.remedy": "`fumikura --help` lists them.",
        "error.missing": "{name} is missing.",
        "error.value": "{name}: {reason}",
        "error.usage.remedy": "`{command} --help` says more.",
        "error.context": "-C goes with table, plain, json and jsonl, not with {format}.",
        "error.position": "(at character {position}: {char})",
        "error.position.end": "(at the end)",
        "error.QueryError": "",
        "error.FilterError": "",
        "error.UnknownIdError": "",
        "error.ThesaurusError": "",
        "error.IndexMissingError": "",
        "error.IndexVersionError": "",
        "error.IndexLockedError": "",
        "error.IndexDamagedError": "",
        # Names of values
        "meeting.2+2": "2+2 (Security Consultative Committee)",
        "meeting.summit": "Summit",
        "meeting.defense-ministers": "Defense ministers",
        "meeting.foreign-ministers": "Foreign ministers",
        "meeting.other": "Other meeting",
        "side.japan": "Japanese side",
        "side.us": "US side",
        "side.both": "both sides",
        "kind.paragraph": "paragraph",
        "kind.list-item": "list item",
        "kind.table-row": "table row",
        "kind.caption": "caption",
        "kind.footnote": "footnote",
        "kind.heading": "heading",
        "doc_type.joint-statement": "joint statement",
        "doc_type.summary": "summary",
        "doc_type.white-paper": "white paper",
        "doc_type.other": "other",
    }
)
