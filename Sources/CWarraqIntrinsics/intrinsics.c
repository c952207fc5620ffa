#include "CWarraqIntrinsics.h"
