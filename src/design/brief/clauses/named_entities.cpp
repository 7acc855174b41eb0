#include "design/brief/clauses/named_entities.h"

#include <algorithm>

#include "design/brief/clauses/coverage.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

std::vector<std::string> entities_named(const Clause& clause, std::size_t from, std::size_t to,
                                        bool by_attribute) {
  std::vector<std::string> result;
  const std::size_t end = find_exception(clause.tokens);
  for (std::size_t i = 0; i < end;) {
    std::size_t taken = 1;
    for (std::size_t words = 4; words > 0; --words) {
      if (i + words > end || (i < to && i + words > from)) continue;
      const std::string name = as_singular(clause.tokens, i, i + words);
      std::string entity = name;
      if (!clause.vocabulary.is_entity(entity)) {
        // "an audit trail of grades": of what has a grade
        const auto owners = clause.vocabulary.owners.find(name);
        if (!by_attribute || owners == clause.vocabulary.owners.end() ||
            owners->second.size() != 1 || !is_plural(clause.tokens[i + words - 1].lower))
          continue;
        entity = owners->second.front();
      }
      if (std::ranges::find(result, entity) == result.end()) result.push_back(entity);
      taken = words;
      break;
    }
    i += taken;
  }
  return result;
}

bool has_word(const Clause& clause, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(clause.tokens, [&](const Token& token) {
    return std::ranges::find(words, token.lower) != words.end();
  });
}

}  // namespace mimar::design::brief
