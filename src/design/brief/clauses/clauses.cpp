// The families of sentences, in the order they are tried.

#include <algorithm>
#include <array>

#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Family {
  const char* name;
  bool (*read)(Clause&);
};

constexpr std::array<Family, 27> kFamilies{{{"retention", read_retention},
                                            {"tenancy", read_tenancy},
                                            {"target", read_target},
                                            {"scale", read_scale},
                                            {"overlap", read_overlap},
                                            {"uniqueness", read_uniqueness},
                                            {"tree", read_tree},
                                            {"wish", read_wish},
                                            {"each for", read_each_for},
                                            {"one per", read_one_per},
                                            {"storing", read_storing},
                                            {"immutable", read_immutable},
                                            {"hashing", read_hashing},
                                            {"lifecycle", read_lifecycle},
                                            {"access", read_access},
                                            {"derivation", read_derivation},
                                            {"comparison", read_comparison},
                                            {"subtype", read_subtype},
                                            {"named relation", read_named_relation},
                                            {"requirement", read_requirement},
                                            {"presence", read_presence_rule},
                                            {"being", read_being},
                                            {"existence", read_existence},
                                            {"relation", read_relation},
                                            {"cycle", read_cycle},
                                            {"listing", read_listing},
                                            {"definition", read_definition}}};

// "Do not soft-delete orders", "orders are not audited": the opposite of what the words ask for.
// "Must not be kept longer than 90 days" asks for it.
bool is_declined(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 18> wanted{
      "keep",    "retain", "track",   "audit",     "isolate", "separate",
      "version", "log",    "archive", "partition", "encrypt", "pseudonymise",
      "publish", "tag",    "soft",    "enforce",   "queue",   "anonymise"};
  static constexpr std::array<std::string_view, 8> bounds{"longer", "more", "beyond", "after",
                                                          "past",   "over", "until",  "than"};
  const auto bounded = [&](std::size_t from) {
    for (std::size_t i = from; i < tokens.size(); ++i)
      if (std::ranges::find(bounds, tokens[i].lower) != bounds.end()) return true;
    return false;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].lower != "not" && tokens[i].lower != "never") continue;
    for (std::size_t at = i + 1; at <= i + 3; ++at) {
      const std::string& word = tokens[at].lower;
      const bool verb =
          std::ranges::find(wanted, verb_stem(word)) != wanted.end() || word.starts_with("soft");
      if (verb) return !bounded(at);
      if (word != "be" && word != "to" && word != "need" && word != "have" && word != "want") break;
    }
  }
  return false;
}

// "Quantity > 0": the sign is the verb.
void name_sign(Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::word) continue;
    const std::string& sign = tokens[i].lower;
    if ((sign != ">" && sign != "<" && sign != ">=" && sign != "<=") ||
        tokens[i + 1].kind != Token::Kind::number)
      return;
    const Tokens verb = tokenize("is");
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i), verb.begin(), verb.end());
    return;
  }
}

}  // namespace

void read_clause(Clause& clause) {
  if (is_declined(clause.tokens)) {
    clause.unread.push_back(spell(clause.tokens, 0, clause.tokens.size()));
    clause.question = "Nothing is done that no sentence asks for; does this take back another one?";
    return;
  }
  clause.verb = find_main_verb(clause.tokens, clause.vocabulary);
  if (clause.verb == kNowhere) name_sign(clause.tokens);
  clause.verb = find_main_verb(clause.tokens, clause.vocabulary);
  if (clause.enquiry) {
    if (read_access(clause)) return;
    clause.facts.clear();
    clause.unread.clear();
    if (read_listing(clause)) return;
    clause.facts.clear();
    clause.unread.clear();
  }
  std::string question;
  for (const Family& family : kFamilies) {
    if (family.read(clause)) return;
    if (question.empty()) question = clause.question;
    clause.facts.clear();
    clause.unread.clear();
    clause.question.clear();
  }
  clause.question = question;
  clause.unread.push_back(spell(clause.tokens, 0, clause.tokens.size()));
}

}  // namespace mimar::design::brief
