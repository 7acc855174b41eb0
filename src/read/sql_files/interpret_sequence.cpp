// Sequences and the effective values of their options (PostgreSQL manual: CREATE SEQUENCE).
#include <limits>

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

std::int64_t largest(const std::string& type) {
  if (type == "smallint") return std::numeric_limits<std::int16_t>::max();
  return type == "integer" ? std::numeric_limits<std::int32_t>::max()
                           : std::numeric_limits<std::int64_t>::max();
}
std::int64_t smallest(const std::string& type) {
  return -largest(type) - 1;
}

}  // namespace

model::SequenceOptions effective_options(const model::SequenceSettings& settings,
                                         const model::SequenceOptions* before,
                                         const std::string& default_type) {
  model::SequenceOptions options;
  if (before != nullptr) options = *before;
  const std::string old_type = options.type;
  if (before == nullptr) options.type = default_type;
  if (settings.type) options.type = *settings.type;
  options.increment = settings.increment.value_or(options.increment);
  const bool ascending = options.increment > 0;
  // A new type moves the bounds that were at the old type's limit.
  const bool fresh = before == nullptr;
  const bool new_type = !fresh && settings.type && *settings.type != old_type;
  if (settings.maximum) {
    options.maximum = *settings.maximum;
  } else if (fresh || settings.no_maximum ||
             (new_type && ascending && options.maximum == largest(old_type))) {
    options.maximum = ascending ? largest(options.type) : -1;
  }
  if (settings.minimum) {
    options.minimum = *settings.minimum;
  } else if (fresh || settings.no_minimum ||
             (new_type && !ascending && options.minimum == smallest(old_type))) {
    options.minimum = ascending ? 1 : smallest(options.type);
  }
  if (settings.start) {
    options.start = *settings.start;
  } else if (fresh) {
    options.start = ascending ? options.minimum : options.maximum;
  }
  options.cache = settings.cache.value_or(options.cache);
  options.cycle = settings.cycle.value_or(options.cycle);
  return options;
}

void apply_settings(const State& state, model::Sequence& sequence,
                    const model::SequenceSettings& settings) {
  if (!settings.owned_by) return;
  sequence.owned_by = *settings.owned_by;
  if (sequence.owned_by) sequence.owned_by->table = relation_name(state, sequence.owned_by->table);
}

void name_identity(State& state, const model::Table& table, model::Column& column,
                   const model::SequenceSettings& settings) {
  std::string& name = column.identity->sequence;
  name = settings.name.name.empty()
             ? choose_relation_name(state, table.name.schema, table.name.name, column.name, "seq")
             : settings.name.name;
  note_name(state, name);
}

Result<void> create_sequence(State& state, const model::CreateSequence& create) {
  const model::Name name = new_name(state, create.name);
  if (create.temporary) {
    state.temporary.insert(name);
    return {};
  }
  if (relation_exists(state, name)) {
    if (create.if_not_exists) return {};
    return error(state, "relation `" + name.text() + "` exists already");
  }
  model::Sequence sequence;
  sequence.name = name;
  sequence.unlogged = create.unlogged;
  sequence.options = effective_options(create.settings, nullptr, "bigint");
  sequence.origin.span = state.statement->where;
  apply_settings(state, sequence, create.settings);
  state.sequences[name] = std::move(sequence);
  return {};
}

Result<void> alter_sequence(State& state, const model::AlterSequence& alter) {
  const auto sequence = state.sequences.find(relation_name(state, alter.name));
  if (sequence == state.sequences.end()) {
    if (model::Identity* identity = find_identity(state, relation_name(state, alter.name))) {
      identity->options = effective_options(alter.settings, &identity->options, "bigint");
      return {};
    }
    if (alter.if_exists) return {};
    state.incomplete.push_back("ALTER SEQUENCE " + alter.name.text() +
                               " was not followed: no such sequence is known");
    return {};
  }
  sequence->second.options = effective_options(alter.settings, &sequence->second.options, "bigint");
  apply_settings(state, sequence->second, alter.settings);
  return {};
}

}  // namespace mimar::read::sql_files
