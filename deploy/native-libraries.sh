# What the native libraries under ND4J want to be told; to be read by a shell before it starts Java.

# Unset, their threads spin and slow everything down.
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
# The OpenBLAS that comes with ND4J does not know newer processors and falls back to code three times as slow.
if [ -z "${OPENBLAS_CORETYPE:-}" ] && [ -r /proc/cpuinfo ]; then
  if grep -qw avx512f /proc/cpuinfo; then export OPENBLAS_CORETYPE=SkylakeX
  elif grep -qw avx2 /proc/cpuinfo; then export OPENBLAS_CORETYPE=Haswell
  fi
fi
