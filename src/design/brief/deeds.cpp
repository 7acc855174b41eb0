#include "design/brief/deeds.h"

#include <algorithm>
#include <array>

#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Noun {
  std::string_view stem, noun;
};

// Nouns that no ending makes, and those that are more usual than what an ending makes.
constexpr std::array<Noun, 66> kNouns{{{"buy", "purchase"},
                                       {"purchase", "purchase"},
                                       {"order", "order"},
                                       {"lend", "loan"},
                                       {"borrow", "loan"},
                                       {"join", "membership"},
                                       {"belong", "membership"},
                                       {"sell", "sale"},
                                       {"apply", "application"},
                                       {"choose", "choice"},
                                       {"give", "gift"},
                                       {"marry", "marriage"},
                                       {"serve", "service"},
                                       {"respond", "response"},
                                       {"reply", "reply"},
                                       {"complain", "complaint"},
                                       {"enter", "entry"},
                                       {"meet", "meeting"},
                                       {"fly", "flight"},
                                       {"study", "enrolment"},
                                       {"hire", "hire"},
                                       {"lease", "lease"},
                                       {"visit", "visit"},
                                       {"review", "review"},
                                       {"vote", "vote"},
                                       {"like", "like"},
                                       {"follow", "follow"},
                                       {"favourite", "favourite"},
                                       {"favorite", "favorite"},
                                       {"bookmark", "bookmark"},
                                       {"comment", "comment"},
                                       {"transfer", "transfer"},
                                       {"bid", "bid"},
                                       {"block", "block"},
                                       {"refund", "refund"},
                                       {"return", "return"},
                                       {"deliver", "delivery"},
                                       {"maintain", "maintenance"},
                                       {"pass", "pass"},
                                       {"treat", "treatment"},
                                       {"test", "test"},
                                       {"certify", "certification"},
                                       {"work", "employment"},
                                       {"watch", "view"},
                                       {"view", "view"},
                                       {"grade", "grade"},
                                       {"react", "reaction"},
                                       {"insure", "insurance"},
                                       {"enrol", "enrolment"},
                                       {"enroll", "enrollment"},
                                       {"subscribe", "subscription"},
                                       {"attend", "attendance"},
                                       {"participate", "participation"},
                                       {"rate", "rating"},
                                       {"complete", "completion"},
                                       {"register", "registration"},
                                       {"invite", "invitation"},
                                       {"book", "booking"},
                                       {"reserve", "reservation"},
                                       {"rent", "rental"},
                                       {"endorse", "endorsement"},
                                       {"donate", "donation"},
                                       {"nominate", "nomination"},
                                       {"recommend", "recommendation"},
                                       {"use", "usage"},
                                       {"depend", "dependency"}}};

constexpr std::array<std::string_view, 45> kDeeds{
    "book",     "reserve",  "rent",   "borrow",   "lend",     "lease",     "buy",
    "purchase", "order",    "hire",   "visit",    "attend",   "join",      "enrol",
    "enroll",   "follow",   "like",   "favorite", "bookmark", "favourite", "subscribe",
    "rate",     "vote",     "review", "watch",    "block",    "mute",      "invite",
    "befriend", "apply",    "react",  "complete", "read",     "view",      "participate",
    "register", "bid",      "donate", "nominate", "endorse",  "recommend", "redeem",
    "try",      "download", "use"};

// Done again and again by the same ones: each time is a thing with a time of its own.
constexpr std::array<std::string_view, 10> kRecurring{
    "book", "reserve", "rent", "borrow", "lease", "buy", "purchase", "order", "hire", "visit"};

constexpr std::array<std::string_view, 23> kStanding{
    "follow",    "like", "favorite", "favourite",   "bookmark", "subscribe", "rate",   "vote",
    "block",     "mute", "befriend", "enrol",       "enroll",   "join",      "belong", "endorse",
    "recommend", "know", "react",    "participate", "attend",   "review",    "apply"};

// Nouns that an ending would make of a verb, and that mean something else.
constexpr std::array<std::string_view, 34> kOther{
    "organisation", "organization", "building",   "location",   "department",     "equipment",
    "collection",   "position",     "statement",  "setting",    "association",    "institution",
    "publication",  "station",      "version",    "section",    "administration", "government",
    "apartment",    "document",     "listing",    "heading",    "production",     "composition",
    "question",     "edition",      "operation",  "instalment", "foundation",     "relation",
    "instruction",  "function",     "management", "ownership"};

std::string without(std::string_view stem, std::size_t letters, std::string_view ending) {
  return std::string(stem.substr(0, stem.size() - letters)).append(ending);
}

// "booking", "planning", "rating"
std::string gerund(std::string_view stem) {
  const std::string past = participle(stem);
  if (past == std::string(stem) + stem.back() + "ed")
    return past.substr(0, past.size() - 2) + "ing";
  if (stem.size() > 2 && stem.ends_with('e') && !stem.ends_with("ee"))
    return without(stem, 1, "ing");
  return std::string(stem) + "ing";
}

// "subscription", "invitation", "application", "submission", "decision"
void add_abstract(std::string_view stem, std::vector<std::string>& nouns) {
  struct Ending {
    std::string_view of, noun;
  };
  static constexpr std::array<Ending, 16> endings{{{"scribe", "scription"},
                                                   {"fy", "fication"},
                                                   {"ply", "plication"},
                                                   {"mit", "mission"},
                                                   {"ide", "ision"},
                                                   {"nd", "nsion"},
                                                   {"rm", "rmation"},
                                                   {"uce", "uction"},
                                                   {"olve", "olution"},
                                                   {"pose", "position"},
                                                   {"ate", "ation"},
                                                   {"ete", "etion"},
                                                   {"ct", "ction"},
                                                   {"pt", "ption"},
                                                   {"cel", "cellation"},
                                                   {"rol", "rolment"}}};
  for (const Ending& ending : endings) {
    if (stem.ends_with(ending.of)) nouns.push_back(without(stem, ending.of.size(), ending.noun));
  }
  const bool e = stem.ends_with('e');
  const std::string root = e ? without(stem, 1, "") : std::string(stem);
  for (const std::string_view ending : {"ation", "ion", "al", "ance", "ence", "age", "ure"})
    nouns.push_back(root + std::string(ending));
  if (!root.empty()) nouns.push_back(root + root.back() + "al");
  if (stem.ends_with("ister")) nouns.push_back(without(stem, 2, "ration"));
}

}  // namespace

std::vector<std::string> nouns_of_verb(std::string_view stem, std::string_view particle) {
  std::vector<std::string> nouns;
  if (stem.size() < 2) return nouns;
  if (!particle.empty()) {
    // "signs up": a sign-up, which is read as two words
    nouns.push_back(std::string(stem).append(" ").append(particle));
    nouns.push_back(std::string(stem).append(particle));
  }
  for (const auto& [verb, noun] : kNouns) {
    if (verb == stem) nouns.emplace_back(noun);
  }
  if (particle.empty() || particle == "up" || particle == "in" || particle == "out") {
    nouns.push_back(gerund(stem));
    nouns.push_back(std::string(stem) + "ment");
    nouns.push_back(std::string(stem) + "ship");
    add_abstract(stem, nouns);
    nouns.emplace_back(stem);
  }
  if (stem == "sign" && !particle.empty()) nouns.emplace_back("registration");
  return nouns;
}

std::string usual_noun_of_verb(std::string_view stem) {
  const auto found = std::ranges::find(kNouns, stem, &Noun::stem);
  return found == kNouns.end() ? "" : std::string(found->noun);
}

bool is_noun_of_verb(std::string_view entity, std::string_view stem, std::string_view particle) {
  const std::size_t space = entity.rfind(' ');
  if (std::ranges::find(kOther, entity.substr(space == std::string_view::npos ? 0 : space + 1)) !=
      kOther.end())
    return false;
  return std::ranges::any_of(nouns_of_verb(stem, particle), [&](const std::string& noun) {
    return entity == noun || (entity.size() > noun.size() + 1 && entity.ends_with(noun) &&
                              entity[entity.size() - noun.size() - 1] == ' ');
  });
}

bool is_deed_noun(std::string_view entity) {
  return std::ranges::any_of(
      kNouns, [&](const Noun& noun) { return noun.noun == entity && is_deed(noun.stem); });
}

bool is_recurring(std::string_view stem) {
  return std::ranges::find(kRecurring, stem) != kRecurring.end();
}

bool is_deed(std::string_view stem) {
  return std::ranges::find(kDeeds, stem) != kDeeds.end();
}

bool is_standing(std::string_view stem) {
  return std::ranges::find(kStanding, stem) != kStanding.end();
}

}  // namespace mimar::design::brief
