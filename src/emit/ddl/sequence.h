#pragma once
// CREATE SEQUENCE and the options identity columns share with it.

#include <string>

#include "model/sequence.h"

namespace mimar::emit::ddl {

// " START WITH 100 CYCLE": what differs from PostgreSQL's defaults for the type and direction;
// without AS type.
std::string sequence_options(const model::SequenceOptions& options);

// `ALTER SEQUENCE ... OWNED BY ...;\n`, or "".
std::string own_sequence(const model::Sequence& sequence);

}  // namespace mimar::emit::ddl
