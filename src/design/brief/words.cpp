#include "design/brief/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace mimar::design::brief {
namespace {

// stem, past, participle
struct Irregular {
  std::string_view stem, past, participle;
};
constexpr std::array<Irregular, 50> kIrregularVerbs{{{"be", "was", "been"},
                                                     {"have", "had", "had"},
                                                     {"do", "did", "done"},
                                                     {"go", "went", "gone"},
                                                     {"write", "wrote", "written"},
                                                     {"make", "made", "made"},
                                                     {"give", "gave", "given"},
                                                     {"take", "took", "taken"},
                                                     {"send", "sent", "sent"},
                                                     {"buy", "bought", "bought"},
                                                     {"sell", "sold", "sold"},
                                                     {"hold", "held", "held"},
                                                     {"keep", "kept", "kept"},
                                                     {"know", "knew", "known"},
                                                     {"lead", "led", "led"},
                                                     {"lend", "lent", "lent"},
                                                     {"pay", "paid", "paid"},
                                                     {"put", "put", "put"},
                                                     {"set", "set", "set"},
                                                     {"get", "got", "gotten"},
                                                     {"see", "saw", "seen"},
                                                     {"teach", "taught", "taught"},
                                                     {"run", "ran", "run"},
                                                     {"read", "read", "read"},
                                                     {"build", "built", "built"},
                                                     {"bring", "brought", "brought"},
                                                     {"choose", "chose", "chosen"},
                                                     {"come", "came", "come"},
                                                     {"draw", "drew", "drawn"},
                                                     {"drive", "drove", "driven"},
                                                     {"find", "found", "found"},
                                                     {"grow", "grew", "grown"},
                                                     {"leave", "left", "left"},
                                                     {"lose", "lost", "lost"},
                                                     {"meet", "met", "met"},
                                                     {"begin", "began", "begun"},
                                                     {"show", "showed", "shown"},
                                                     {"speak", "spoke", "spoken"},
                                                     {"spend", "spent", "spent"},
                                                     {"tell", "told", "told"},
                                                     {"understand", "understood", "understood"},
                                                     {"win", "won", "won"},
                                                     {"break", "broke", "broken"},
                                                     {"split", "split", "split"},
                                                     {"overlap", "overlapped", "overlapped"},
                                                     {"withdraw", "withdrew", "withdrawn"},
                                                     {"undergo", "underwent", "undergone"},
                                                     {"become", "became", "become"},
                                                     {"lie", "lay", "lain"},
                                                     {"think", "thought", "thought"}}};

// Verbs that double their last letter: planned, submitting.
constexpr std::array<std::string_view, 24> kDoubling{
    "plan",    "ship",  "submit", "refer", "tag",   "stop",   "drop",   "cancel",
    "enrol",   "label", "travel", "model", "log",   "commit", "permit", "transfer",
    "overlap", "map",   "pin",    "ban",   "begin", "plug",   "equip",  "scan"};

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

template <class List>
bool among(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

std::string cut(std::string_view word, std::size_t letters, std::string_view instead = {}) {
  return std::string(word.substr(0, word.size() - letters)).append(instead);
}

// The stem of a form without its -ed or -ing.
std::string mend(std::string stem) {
  const std::size_t n = stem.size();
  if (n > 2 && stem[n - 1] == stem[n - 2] && among(kDoubling, cut(stem, 1))) return cut(stem, 1);
  if (among(kDoubling, stem)) return stem;
  if (n > 1 && stem[n - 1] == 'i') return cut(stem, 1, "y");
  const auto ends = [&](std::string_view ending) { return stem.ends_with(ending); };
  for (const std::string_view kept :
       {"visit",     "edit",     "credit",  "audit",    "limit",    "deposit", "exhibit",
        "inherit",   "admit",    "contain", "own",      "open",     "happen",  "listen",
        "follow",    "view",     "review",  "show",     "allow",    "order",   "offer",
        "cover",     "deliver",  "enter",   "register", "trigger",  "answer",  "consider",
        "repeat",    "treat",    "appear",  "assign",   "sign",     "design",  "belong",
        "mention",   "question", "retain",  "explain",  "maintain", "join",    "obtain",
        "train",     "remain",   "book",    "look",     "link",     "rank",    "pick",
        "check",     "track",    "block",   "lock",     "need",     "load",    "upload",
        "download",  "record",   "add",     "attend",   "reward",   "award",   "forward",
        "report",    "start",    "rent",    "print",    "point",    "mount",   "sort",
        "import",    "export",   "support", "protect",  "collect",  "connect", "select",
        "reject",    "correct",  "affect",  "direct",   "act",      "post",    "list",
        "test",      "request",  "host",    "cost",     "attach",   "match",   "search",
        "publish",   "finish",   "push",    "end",      "extend",   "depend",  "send",
        "consist",   "exist",    "insert",  "alert",    "convert",  "comment", "document",
        "represent", "treat",    "treat",   "group",    "help",     "monitor", "author",
        "sponsor",   "endorse",  "claim",   "perform",  "confirm",  "form",    "claim",
        "stream",    "discount", "count",   "amount",   "sell",     "call",    "bill",
        "fill",      "fail",     "mail",    "detail",   "sail",     "enrol",   "enroll",
        "install",   "control",  "display", "pay",      "play",     "stay",    "deploy",
        "employ",    "enjoy",    "happen",  "assess",   "access",   "process", "address",
        "discuss",   "pass",     "process", "press",    "express",  "miss",    "fix",
        "mix",       "box",      "tax",     "index"}) {
    if (stem == kept) return stem;
  }
  // A single consonant after a single vowel, or these endings, come from a stem in -e.
  if (ends("at") || ends("iv") || ends("ur") || ends("iz") || ends("is") || ends("yz") ||
      ends("us") || ends("as") || ends("os") || ends("ir") || ends("ar") || ends("or") ||
      ends("uc") || ends("ac") || ends("ic") || ends("nc") || ends("rc") || ends("ag") ||
      ends("ng") || ends("dg") || ends("rg") || ends("ut") || ends("it") || ends("ot") ||
      ends("et") || ends("iv") || ends("lv") || ends("rv") || ends("ov") || ends("av") ||
      ends("id") || ends("ad") || ends("od") || ends("ud") || ends("ed") || ends("in") ||
      ends("un") || ends("on") || ends("im") || ends("um") || ends("am") || ends("om") ||
      ends("ik") || ends("ak") || ends("ok") || ends("ok") || ends("il") || ends("ul") ||
      ends("ol") || ends("al") || ends("bl") || ends("tl") || ends("dl") || ends("pl") ||
      ends("ap") || ends("op") || ends("yp") || ends("ip") || ends("rs") || ends("ns") ||
      ends("rib") || ends("ub") || ends("ag") || ends("ug") || ends("ir") || ends("u") ||
      ends("e") ||
      ends("ch"
           "ac")) {
    return stem + "e";
  }
  return stem;
}

}  // namespace

std::vector<std::string> split_words(std::string_view phrase) {
  std::vector<std::string> result;
  for (const std::string_view word : text::split(phrase, ' ')) {
    if (!word.empty()) result.emplace_back(word);
  }
  return result;
}

std::string singular_phrase(std::string_view phrase) {
  const std::size_t space = phrase.rfind(' ');
  if (space == std::string_view::npos) return singular(phrase);
  return std::string(phrase.substr(0, space + 1)) + singular(phrase.substr(space + 1));
}

std::string plural_phrase(std::string_view phrase) {
  const std::size_t space = phrase.rfind(' ');
  if (space == std::string_view::npos) return plural(phrase);
  return std::string(phrase.substr(0, space + 1)) + plural(phrase.substr(space + 1));
}

std::string_view article(std::string_view phrase) {
  if (phrase.empty()) return "a";
  for (const std::string_view prefix :
       {"uni", "use", "usa", "euro", "one", "ura", "url", "utc", "uuid", "ubiq"}) {
    if (phrase.starts_with(prefix) && !phrase.starts_with("unin") && !phrase.starts_with("unim")) {
      return "a";
    }
  }
  for (const std::string_view prefix : {"hour", "honest", "honour", "honor", "heir", "sms", "sku",
                                        "ssn", "xml", "mfa", "rss", "fk"}) {
    if (phrase.starts_with(prefix)) return "an";
  }
  return is_vowel(phrase.front()) ? "an" : "a";
}

std::string verb_stem(std::string_view word) {
  if (word == "is" || word == "are" || word == "were" || word == "being") return "be";
  if (word == "has" || word == "having") return "have";
  if (word == "does") return "do";
  if (word == "goes") return "go";
  for (const Irregular& verb : kIrregularVerbs) {
    if (word == verb.stem || word == verb.past || word == verb.participle) {
      return std::string(verb.stem);
    }
  }
  if (word == "lies" || word == "ties") return cut(word, 1);
  if (word.size() > 4 && word.ends_with("ying")) return cut(word, 3);
  if (word.size() > 5 && word.ends_with("ing")) return mend(cut(word, 3));
  if (word.size() > 4 && word.ends_with("ied")) return cut(word, 3, "y");
  if (word.size() > 3 && word.ends_with("eed")) return std::string(word);
  if (word.size() > 3 && word.ends_with("ed")) return mend(cut(word, 2));
  if (word.size() > 4 && word.ends_with("ies")) return cut(word, 3, "y");
  for (const std::string_view ending : {"sses", "shes", "ches", "xes", "zzes", "oes"}) {
    if (word.ends_with(ending)) return cut(word, 2);
  }
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is")) {
    return cut(word, 1);
  }
  return std::string(word);
}

bool is_participle(std::string_view word) {
  if (word.size() > 3 && word.ends_with("ed") && !word.ends_with("eed") && word != "shed")
    return true;
  return std::ranges::any_of(kIrregularVerbs, [&](const Irregular& verb) {
    return word == verb.participle && verb.stem != "be";
  });
}

std::string third_person(std::string_view stem) {
  if (stem == "be") return "is";
  if (stem == "have") return "has";
  if (stem == "do" || stem == "go" || stem == "undergo") return std::string(stem) + "es";
  if (stem.size() > 1 && stem.ends_with('y') && !is_vowel(stem[stem.size() - 2])) {
    return cut(stem, 1, "ies");
  }
  for (const std::string_view ending : {"s", "sh", "ch", "x", "z"}) {
    if (stem.ends_with(ending)) return std::string(stem) + "es";
  }
  return std::string(stem) + "s";
}

std::string participle(std::string_view stem) {
  for (const Irregular& verb : kIrregularVerbs) {
    if (stem == verb.stem) return std::string(verb.participle);
  }
  if (among(kDoubling, stem)) return std::string(stem) + stem.back() + "ed";
  if (stem.ends_with('e')) return std::string(stem) + "d";
  if (stem.size() > 1 && stem.ends_with('y') && !is_vowel(stem[stem.size() - 2])) {
    return cut(stem, 1, "ied");
  }
  return std::string(stem) + "ed";
}

}  // namespace mimar::design::brief
