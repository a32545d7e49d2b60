#pragma once

// prctl is variadic, which Swift does not call.

#ifdef __linux__
#include <sys/prctl.h>

/// Keeps other processes of the same user from reading this one's memory and environment: prctl(2), PR_SET_DUMPABLE.
static inline int process_hide(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
/// There is no such setting.
static inline int process_hide(void) { return 0; }
#endif
