#pragma once
// Partition keys and bounds: their text is not an expression but a clause of CREATE TABLE.

#include <string>
#include <vector>

#include "sql/analyser.h"

namespace mimar::sql {

// Statements around the clauses "RANGE (a, lower(b))" and "FOR VALUES FROM (1) TO (2)", for
// parsing; and the clauses in them, nullptr when they do not parse.
std::string partition_key_statement(const std::string& clause);
std::string partition_bound_statement(const std::string& clause);
const PartitionSpec* find_partition_key(const ParseTree& tree);
const PartitionBoundSpec* find_partition_bound(const ParseTree& tree);

std::string print_partition_key(const PartitionSpec& spec, Analyser& analyser);
std::vector<Type> partition_key_types(const PartitionSpec& spec, Analyser& analyser);
std::string print_partition_bound(const PartitionBoundSpec& spec, const std::vector<Type>& types,
                                  Analyser& analyser);

}  // namespace mimar::sql
