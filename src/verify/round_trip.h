#pragma once
// inspect --verify: a source read without a server, the same source executed on scratch and read
// live, and our DDL of it executed on scratch and read live must be one and the same database.

#include <vector>

#include "base/result.h"
#include "evidence/evidence.h"
#include "model/compare.h"
#include "read/source.h"
#include "scratch/scratch.h"

namespace mimar::verify {

struct RoundTrip {
  std::vector<evidence::Evidence> evidence;  // "static reading = live reading", "our DDL builds the
                                             // same database", "pg_dump ..."
  model::Comparison static_live, ddl_live;
};

// Our DDL is compared with the live reading of the source, so that a server spelled both sides,
// bodies of opaque objects included; with the reading itself when there is no live one. A live
// source (no files) has no first claim. Where there is a pg_dump of the server's version, it is the
// witness of a third claim: what the live reader does not see, it does. Errors: the scratch server
// is not to be had, or ErrorKind::interrupted; SQL that a server refuses is evidence.
// `url`: of a live source, for pg_dump.
Result<RoundTrip> round_trip(const read::Reading& reading, scratch::Scratch& scratch,
                             const std::string& url = {});

}  // namespace mimar::verify
