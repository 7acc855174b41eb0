#include "design/brief/lexicon.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using enum Reach;

constexpr Verb kVerbs[] = {
    {"have", has},
    {"own", has, "owner"},
    {"hold", has, "holder", true},
    {"carry", has},
    {"store", has, "", true},
    {"track", has, "", true},
    {"record", has, "", true},
    {"capture", has},
    {"keep", has, "keeper"},
    {"feature", has, "", true},
    {"get", has},
    {"possess", has},
    {"maintain", has, "maintainer"},
    {"save", links},
    {"need", has, "", true},
    {"require", has},
    {"show", has},
    {"define", has},
    {"bear", has},
    {"offer", has, "", true},
    {"provide", has, "provider"},
    {"house", has, "", true},
    {"group", has, "", true},
    {"gather", has},
    {"specify", has},
    {"state", has, "", true},
    {"run", has, "runner", true},
    {"contain", part},
    {"include", part},
    {"comprise", part},
    {"consist", part},
    {"compose", part, "composer"},
    {"make", makes, "maker"},
    {"divide", part},
    {"split", part, "", true},
    {"organise", makes, "organiser"},
    {"organize", makes, "organizer"},
    {"structure", part, "", true},
    {"write", makes, "author"},
    {"create", makes, "creator"},
    {"place", makes, "", true},
    {"submit", makes, "submitter"},
    {"post", makes, "author", true},
    {"upload", makes, "uploader", true},
    {"publish", makes, "publisher"},
    {"open", makes, "opener"},
    {"start", makes, "", true},
    {"issue", makes, "issuer", true},
    {"send", makes, "sender"},
    {"receive", makes, "recipient"},
    {"raise", makes, "", true},
    {"report", makes, "reporter", true},
    {"file", makes, "", true},
    {"pay", makes, "payer"},
    {"perform", makes, "performer"},
    {"conduct", makes, ""},
    {"produce", makes, "producer"},
    {"emit", makes},
    {"generate", makes},
    {"register", makes, "registrar", true},
    {"log", makes, "", true},
    {"schedule", makes, "scheduler", true},
    {"request", makes, "requester", true},
    {"order", makes, "", true},
    {"give", makes, "giver"},
    {"leave", makes, "author"},
    {"teach", makes, "teacher"},
    {"lead", makes, "lead", true},
    {"manage", makes, "manager"},
    {"supervise", makes, "supervisor"},
    {"head", makes, "head", true},
    {"host", makes, "host", true},
    {"employ", makes, "employer"},
    {"hire", makes, "employer"},
    {"prescribe", makes, "prescriber"},
    {"diagnose", makes, ""},
    {"sell", makes, "seller"},
    {"supply", links, "supplier"},
    {"ship", makes, "shipper", true},
    {"deliver", makes, "carrier"},
    {"design", makes, "designer", true},
    {"develop", makes, "developer"},
    {"build", makes, "builder", true},
    {"author", makes, "author", true},
    {"initiate", makes, "initiator"},
    {"propose", makes, "proposer"},
    {"cause", makes, "", true},
    {"trigger", makes, "", true},
    {"begin", makes},
    {"rent", makes, "renter", true},
    {"lend", makes, "lender"},
    {"borrow", makes, "borrower"},
    {"lease", makes, "tenant", true},
    {"buy", links, "buyer"},
    {"purchase", links, "buyer", true},
    {"reserve", makes, "", true},
    {"book", makes, "booker", true},
    {"take", links, ""},
    {"charge", makes, "", true},
    {"earn", makes},
    {"claim", makes, "claimant", true},
    {"win", makes, "winner", true},
    {"lose", makes},
    {"add", makes, ""},
    {"assign", refers, "assigner"},
    {"allocate", refers},
    {"attach", refers},
    {"link", refers, "", true},
    {"relate", refers},
    {"connect", refers},
    {"associate", refers},
    {"tie", refers, "", true},
    {"bind", refers},
    {"belong", refers},
    {"refer", refers},
    {"reference", refers, "", true},
    {"point", refers, "", true},
    {"concern", refers, "", true},
    {"cover", refers, "", true},
    {"target", refers, "", true},
    {"describe", refers},
    {"represent", refers, "representative"},
    {"name", refers, "", true},
    {"measure", refers, "", true},
    {"use", links, "user", true},
    {"approve", makes, "approver"},
    {"review", makes, "reviewer", true},
    {"reject", makes, "rejecter"},
    {"verify", makes, "verifier"},
    {"check", makes, "checker", true},
    {"close", makes, "closer"},
    {"resolve", makes, "resolver"},
    {"cancel", makes, "canceller"},
    {"sign", makes, "signatory", true},
    {"grade", makes, "grader", true},
    {"mark", makes, "marker", true},
    {"edit", makes, "editor", true},
    {"update", makes, "updater", true},
    {"modify", makes, "modifier"},
    {"delete", makes, "deleter"},
    {"change", makes, "changer", true},
    {"handle", makes, "handler"},
    {"process", makes, "processor", true},
    {"treat", links, "doctor"},
    {"see", links, ""},
    {"visit", links, "visitor", true},
    {"attend", links, "attendee"},
    {"join", links, "member"},
    {"enrol", links, "student"},
    {"enroll", links, "student"},
    {"participate", links, "participant"},
    {"subscribe", links, "subscriber"},
    {"follow", links, "follower"},
    {"like", links, "", true},
    {"favourite", links, "", true},
    {"favorite", links, "", true},
    {"bookmark", links, "", true},
    {"rate", links, "rater", true},
    {"vote", links, "voter", true},
    {"watch", links, "watcher", true},
    {"block", links, "blocker", true},
    {"mute", links, ""},
    {"invite", links, "inviter"},
    {"befriend", links},
    {"know", links},
    {"mention", links, "", true},
    {"tag", links, "", true},
    {"label", links, "", true},
    {"share", links, "", true},
    {"support", links, "", true},
    {"depend", links},
    {"precede", links},
    {"work", links, "worker", true},
    {"play", links, "player", true},
    {"serve", links, "server"},
    {"speak", links},
    {"study", links, "", true},
    {"complete", links, ""},
    {"finish", links, ""},
    {"pass", links, "", true},
    {"fail", links, ""},
    {"apply", links, "applicant"},
    {"react", links},
    {"comment", links, "commenter", true},
    {"reply", refers, "", true},
    {"answer", refers, "", true},
    {"respond", refers},
    {"live", refers, ""},
    {"reside", refers},
    {"sit", refers, ""},
    {"stand", refers},
    {"locate", refers},
    {"install", refers, "installer"},
    {"mount", refers, "", true},
    {"happen", refers},
    {"occur", refers},
    {"come", refers},
    {"go", refers},
    {"originate", refers},
    {"arrive", refers},
    {"depart", refers},
    {"inherit", refers},
    {"extend", refers},
    {"nest", refers, ""},
    {"form", refers, "", true},
    {"categorise", refers},
    {"categorize", refers},
    {"classify", refers},
    {"sort", refers, "", true},
    {"display", has, "", true},
    {"grant", links, "granter", true},
    {"allow", links},
    {"permit", links, "", true},
    {"forbid", links},
    {"exceed", links},
    {"overlap", links, "", true},
    {"move", refers, "mover", true},
    {"transition", refers, "", true},
    {"become", refers},
    {"remain", refers},
    {"expire", refers},
    {"end", refers, "", true},
    {"reach", links, "", true},
    {"match", links, "", true},
    {"equal", links},
    {"replace", refers},
    {"archive", links, "", true},
    {"retain", has},
    {"encrypt", links},
    {"hash", links, "", true},
    {"isolate", links},
    {"search", links, "", true},
    {"list", links, "", true},
    {"find", links},
    {"count", links, "", true},
    {"filter", links, "", true},
    {"browse", links},
    {"view", links, "viewer", true},
    {"read", links, "reader", true},
    {"expect", links},
    {"set", links, "", true},
    {"calculate", refers},
    {"compute", refers},
    {"derive", refers},
    {"sum", refers, "", true},
    {"identify", has},
    {"appear", refers},
    {"accept", links, "accepter"},
    {"adopt", links, "adopter"},
    {"monitor", links, "monitor", true},
    {"operate", links, "operator"},
    {"drive", links, "driver", true},
    {"insure", links, "insurer"},
    {"sponsor", links, "sponsor", true},
    {"fund", links, "funder", true},
    {"coach", makes, "coach", true},
    {"mentor", makes, "mentor", true},
    {"train", links, "trainer", true},
    {"transfer", makes, "", true},
    {"debit", refers, "", true},
    {"credit", refers, "", true},
    {"return", makes, "", true},
    {"refund", makes, "", true},
    {"consume", links, "consumer"},
    {"contribute", links, "contributor"},
    {"collaborate", links, "collaborator"},
    {"draw", makes},
    {"print", makes, "", true},
    {"stock", links, "", true},
    {"ask", makes, "asker"},
    {"exist", refers},
    {"limit", refers, "", true},
    {"lock", refers, "", true},
    {"enter", makes},
    {"choose", links},
    {"select", links},
    {"pick", links, "", true},
    {"collect", links, "collector"},
    {"remove", makes, "remover"},
    {"import", makes, "", true},
    {"export", makes, "", true},
    {"deposit", makes, "", true},
    {"withdraw", makes},
    {"bring", has},
    {"tell", refers},
    {"fulfil", links},
    {"fulfill", links},
    {"satisfy", links},
    {"administer", makes, "administrator"},
    {"moderate", links, "moderator"},
    {"curate", makes, "curator"},
    {"translate", links, "translator"},
    {"cite", links},
    {"quote", links, "", true},
    {"contact", links, "", true},
    {"call", links, "caller", true},
    {"plan", makes, "planner", true},
    {"confirm", makes, "confirmer"},
    {"activate", links},
    {"redeem", links},
};

std::map<std::string, const Verb*, std::less<>> forms() {
  std::map<std::string, const Verb*, std::less<>> result;
  for (const Verb& verb : kVerbs) {
    const std::string stem(verb.stem);
    if (stem.ends_with('_')) continue;
    std::string past = participle(stem);
    result.try_emplace(stem, &verb);
    result.try_emplace(third_person(stem), &verb);
    result.try_emplace(past, &verb);
    if (stem == "label" || stem == "cancel") result.try_emplace(stem + "ed", &verb);
    std::string present = past.ends_with("ed") ? past.substr(0, past.size() - 2) : stem;
    if (past.ends_with("ied")) present = stem;
    if (!past.ends_with("ed") && stem.ends_with('e')) present = stem.substr(0, stem.size() - 1);
    if (stem == "run" || stem == "win" || stem == "set" || stem == "get" || stem == "sit" ||
        stem == "split" || stem == "begin") {
      present = stem + stem.back();
    }
    result.try_emplace(present + "ing", &verb);
  }
  for (const auto& [form, stem] :
       std::initializer_list<std::pair<const char*, const char*>>{{"had", "have"},
                                                                  {"wrote", "write"},
                                                                  {"held", "hold"},
                                                                  {"kept", "keep"},
                                                                  {"took", "take"},
                                                                  {"gave", "give"},
                                                                  {"bought", "buy"},
                                                                  {"saw", "see"},
                                                                  {"got", "get"}}) {
    result.try_emplace(form, result.at(stem));
  }
  return result;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  if (word.empty() || word.size() > 13) return false;
  return std::ranges::any_of(words, [&](std::string_view one) {
    return one.size() == word.size() && one.front() == word.front() && one == word;
  });
}

}  // namespace

const Verb* find_verb(std::string_view word) {
  static const std::map<std::string, const Verb*, std::less<>> known = forms();
  const auto found = known.find(word);
  return found == known.end() ? nullptr : found->second;
}

bool is_article(std::string_view word) {
  static constexpr std::array<std::string_view, 22> words{
      "a",  "an",  "the", "each", "every", "its",   "their", "his", "her",     "our",   "your",
      "my", "any", "all", "some", "these", "those", "this",  "no",  "another", "whose", "both"};
  return among(words, word);
}

bool is_preposition(std::string_view word) {
  static constexpr std::array<std::string_view, 34> words{
      "of",     "in",    "by",     "to",      "for",    "with",    "on",      "at",     "from",
      "within", "per",   "as",     "between", "into",   "under",   "over",    "during", "through",
      "across", "after", "before", "without", "among",  "inside",  "against", "via",    "until",
      "since",  "like",  "than",   "about",   "toward", "towards", "onto"};
  return among(words, word);
}

bool is_modal(std::string_view word) {
  static constexpr std::array<std::string_view, 15> words{
      "must",  "may",   "can",   "should", "shall",   "will",    "might",    "cannot",
      "can't", "could", "would", "won't",  "mustn't", "needn't", "shouldn't"};
  return among(words, word);
}

bool is_pronoun(std::string_view word) {
  static constexpr std::array<std::string_view, 12> words{
      "it", "they", "he", "she", "them", "him", "we", "i", "you", "us", "itself", "themselves"};
  return among(words, word);
}

bool is_conjunction(std::string_view word) {
  static constexpr std::array<std::string_view, 15> words{
      "and",   "or",      "but", "nor",      "if",    "when",     "once", "unless",
      "while", "because", "so",  "whenever", "where", "although", "plus"};
  return among(words, word);
}

bool is_adverb(std::string_view word) {
  static constexpr std::array<std::string_view, 31> words{
      "also",      "only",      "always",      "never",         "typically", "usually",
      "normally",  "generally", "optionally",  "possibly",      "either",    "just",
      "exactly",   "about",     "roughly",     "approximately", "already",   "then",
      "still",     "however",   "furthermore", "additionally",  "mostly",    "often",
      "sometimes", "directly",  "furthermore", "uniquely",      "again",     "potentially",
      "not"};
  return among(words, word);
}

static bool is_any_function_word(std::string_view word) {
  static constexpr std::array<std::string_view, 52> words{
      "greater", "larger",   "smaller", "higher", "lower",    "fewer",   "above",  "below", "later",
      "earlier", "older",    "newer",   "longer", "shorter",  "exactly", "et",     "is",    "are",
      "be",      "been",     "was",     "were",   "that",     "which",   "who",    "whom",  "many",
      "several", "multiple", "few",     "more",   "most",     "less",    "least",  "there", "here",
      "how",     "what",     "has",     "have",   "had",      "do",      "does",   "not",   "zero",
      "one",     "than",     "such",    "other",  "numerous", "various", "doesn't"};
  return among(words, word) || is_article(word) || is_preposition(word) || is_modal(word) ||
         is_pronoun(word) || is_conjunction(word) || is_adverb(word);
}

bool is_function_word(std::string_view word) {
  // Every word of a brief is asked about many times; there are few different ones.
  thread_local std::unordered_map<std::string, bool> known;
  if (known.size() > 20000) known.clear();
  const auto [at, fresh] = known.try_emplace(std::string(word), false);
  if (fresh) at->second = is_any_function_word(word);
  return at->second;
}

}  // namespace mimar::design::brief
