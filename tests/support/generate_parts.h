#pragma once
// What the generators of random databases share.

#include <string>
#include <vector>

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

model::Comment random_comment(Random& random);
// Of one of the objects' schemas, or public.
std::string random_schema(const model::Objects& objects, Random& random);
// Of a sequence of that type: smallint, integer, bigint.
model::SequenceOptions random_options(Random& random, const std::string& type);
std::vector<std::string> some_columns(Random& random, const model::Table& table, std::size_t most);
model::Expression expression(std::string sql, std::vector<model::Reference> references = {});

}  // namespace mimar::support
