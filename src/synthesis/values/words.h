#pragma once
// Small vocabularies for text that looks like what a column of that name holds.

#include <cstdint>
#include <span>
#include <string_view>

namespace mimar::synthesis::words {

using List = std::span<const std::string_view>;

// lists.cpp
extern const List mime_types, user_agents, browsers, systems, devices, platforms, actions, events,
    severities, roles, http_methods, payment_methods, card_networks, genders, environments,
    providers, channels, units, scopes, job_titles, departments, frequencies, crons, branches,
    truths, months, years, algorithms, formats, salutations, brands;

extern const List first_names, last_names, cities, regions, countries, country_codes, currencies,
    languages, streets, adjectives, nouns, verbs, company_forms, colors, domains, time_zones,
    states, categories, extensions;

inline std::string_view pick(List list, std::uint64_t number) {
  return list[number % list.size()];
}

}  // namespace mimar::synthesis::words
