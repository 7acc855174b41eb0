#pragma once
// One declaration per operation; each is defined in the file of its name.

#include "ops/operation.h"

namespace mimar::ops {

extern const Operation architect_task;  // architect.cpp
extern const Operation check;     // check.cpp
extern const Operation design_database;  // design.cpp
extern const Operation dictionary;  // dictionary.cpp
extern const Operation diff;      // diff.cpp
extern const Operation emit_ddl;  // emit_ddl.cpp
extern const Operation erd;       // erd.cpp
extern const Operation explain;   // explain.cpp
extern const Operation inspect;   // inspect.cpp
extern const Operation load_proof;  // load.cpp
extern const Operation scale_plan;  // scale.cpp
extern const Operation statistics;  // statistics.cpp
extern const Operation synthesize_rows;  // synthesize.cpp

}  // namespace mimar::ops
