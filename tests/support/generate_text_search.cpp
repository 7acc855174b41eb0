#include "support/generate_text_search.h"

#include "support/add_object.h"

namespace mimar::support {

void add_random_text_search(model::Objects& objects, Random& random) {
  if (random.chance(70)) return;
  // Its name comes after that of the configuration which needs it.
  model::TextSearchDictionary dictionary{{"public", "Words' own"}, {"", "simple"}, {}};
  if (random.chance(50)) dictionary.options["accept"] = random.chance(50) ? "true" : "false";
  if (random.chance(50)) dictionary.options["stopwords"] = "english";
  model::TextSearchConfiguration configuration{{"public", "Search"}, {"", "default"}, {}};
  for (const char* token : {"asciiword", "email", "int", "word"}) {
    if (random.chance(40)) continue;
    model::TokenMapping mapping{token, {}};
    if (random.chance(50)) mapping.dictionaries.push_back(dictionary.name);
    if (random.chance(50) || mapping.dictionaries.empty())
      mapping.dictionaries.push_back({"", random.chance(50) ? "simple" : "german_stem"});
    configuration.mappings.push_back(std::move(mapping));
  }
  add_object(objects, std::move(configuration), random_comment(random));
  add_object(objects, std::move(dictionary), random_comment(random));
}

}  // namespace mimar::support
