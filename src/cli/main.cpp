#include "cli/run.h"

int main(int count, char** words) {
  return mimar::cli::run({words + 1, words + count});
}
