import Foundation

/// How much longer a work takes for four times the input: about 4 where its time is linear, 16 where it is quadratic.
///
/// Of this thread's own processor time, so that what else the machine does tells little.
func timeGrowth(from count: Int, _ work: (Int) -> Void) -> Double {
    work(max(1, count / 8))
    let once = threadTime { work(count) }
    let four = threadTime { work(4 * count) }
    return four / max(once, 1e-6)
}

private func threadTime(_ work: () -> Void) -> Double {
    let start = threadClock()
    work()
    return threadClock() - start
}

private func threadClock() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
