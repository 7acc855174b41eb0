// The families of sentences, in the order they are tried.

#include <array>

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {
namespace {

struct Family {
  const char* name;
  bool (*read)(Clause&);
};

constexpr std::array<Family, 23> kFamilies{{{"retention", read_retention},
                                            {"tenancy", read_tenancy},
                                            {"target", read_target},
                                            {"scale", read_scale},
                                            {"overlap", read_overlap},
                                            {"uniqueness", read_uniqueness},
                                            {"wish", read_wish},
                                            {"one per", read_one_per},
                                            {"storing", read_storing},
                                            {"immutable", read_immutable},
                                            {"hashing", read_hashing},
                                            {"lifecycle", read_lifecycle},
                                            {"access", read_access},
                                            {"derivation", read_derivation},
                                            {"comparison", read_comparison},
                                            {"subtype", read_subtype},
                                            {"requirement", read_requirement},
                                            {"being", read_being},
                                            {"existence", read_existence},
                                            {"relation", read_relation},
                                            {"cycle", read_cycle},
                                            {"listing", read_listing},
                                            {"definition", read_definition}}};

}  // namespace

// "Quantity > 0": the sign is the verb.
static void name_sign(Tokens& tokens) {
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

void read_clause(Clause& clause) {
  clause.verb = find_main_verb(clause.tokens, clause.vocabulary);
  if (clause.verb == kNowhere) name_sign(clause.tokens);
  clause.verb = find_main_verb(clause.tokens, clause.vocabulary);
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
