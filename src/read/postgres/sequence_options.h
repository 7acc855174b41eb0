#pragma once
// Rows of pg_sequence, for sequences of their own and for those behind identity columns.

#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

std::string sequence_columns();  // of the alias s
model::SequenceOptions read_sequence_options(const Row& row);

}  // namespace mimar::read::postgres
