namespace RunCommandPS.Simulator.Service;

/// <summary>
/// What will happen when: one queue and one timer, however many nodes there are. Everything happens under one lock, in the order of the
/// times it is due, and sees its own due time as now; so the outcome does not depend on how late a timer fires or how far a test steps.
/// </summary>
/// <remarks>
/// What goes wrong with something on the agenda is reported and goes no further: it is not part of a call, and on
/// a timer's thread it would crash the process.
/// </remarks>
internal sealed class Agenda : IDisposable
{
    private readonly object _gate = new();
    private readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly TimeProvider _clock;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;

    // What is due immediately. It comes after what was on the agenda for the same time, and before time advances.
    private readonly Queue<Action> _atOnce = new();
    private DateTimeOffset? _current;

    // The thread that is doing something, 0 for none. Nodes post to the agenda from within it very often, and taking a lock that is
    // already held costs more than comparing a number. A thread finds its own number here only if it wrote it itself.
    private volatile int _holder;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private long _order;
    private bool _isDisposed;

    /// <param name="clock">The clock.</param>
    /// <param name="failed">Is told what went wrong with something on the agenda; it throws nothing itself.</param>
    public Agenda(TimeProvider clock, Action<Exception> failed)
    {
        _clock = clock;
        _failed = failed;
        _timer = clock.CreateTimer(static agenda => ((Agenda)agenda!).CatchUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time within <see cref="Do(Action)"/>.</summary>
    public DateTimeOffset Now => _current ?? _clock.GetUtcNow();

    /// <summary>Catches up with the clock, then does <paramref name="action"/> at its current time, exclusively.</summary>
    public void Do(Action action) => Do(static action =>
    {
        action();
        return true;
    }, action);

    /// <inheritdoc cref="Do(Action)"/>
    public T Do<T>(Func<T> action) => Do(static action => action(), action);

    /// <summary>Puts something on the agenda, from wherever it is called.</summary>
    public void Post(TimeSpan delay, Action action) => Do(static one =>
    {
        one.Agenda.Add(one.Delay, one.Action);
        return true;
    }, (Agenda: this, Delay: delay, Action: action));

    private T Do<TState, T>(Func<TState, T> action, TState state)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (_holder == thread)
        {
            // From within something that is being done: its time continues.
            return action(state);
        }

        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            try
            {
                _holder = thread;
                RunUntil(now);
                _current = now;
                var result = action(state);
                RunUntil(now);
                return result;
            }
            finally
            {
                _current = null;
                _holder = 0;
                Arm(now);
            }
        }
    }

    /// <summary>Puts something on the agenda; only from within <see cref="Do(Action)"/> or from what is on the agenda.</summary>
    public void Add(TimeSpan delay, Action action)
    {
        if (_isDisposed)
        {
            return;
        }

        if (delay == TimeSpan.Zero && _current is not null)
        {
            _atOnce.Enqueue(action);
        }
        else
        {
            _queue.Enqueue(action, (Now + delay, _order++));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _queue.Clear();
            _atOnce.Clear();
        }

        _timer.Dispose();
    }

    private void CatchUp()
    {
        lock (_gate)
        {
            // The timer has fired; whatever is still due must arm it again.
            _armedFor = DateTimeOffset.MaxValue;
            Do(static () => { });
        }
    }

    private void RunUntil(DateTimeOffset now)
    {
        while (true)
        {
            var isDue = _queue.TryPeek(out var action, out var key) && key.Due <= now;
            if (_atOnce.Count > 0 && !(isDue && key.Due <= _current))
            {
                Carry(_atOnce.Dequeue());
            }
            else if (isDue)
            {
                _queue.Dequeue();
                _current = key.Due;
                Carry(action!);
            }
            else
            {
                return;
            }
        }
    }

    private void Carry(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void Arm(DateTimeOffset now)
    {
        var due = _atOnce.Count > 0 ? now : _queue.TryPeek(out _, out var key) ? key.Due : DateTimeOffset.MaxValue;

        // One that fires before anything is due does nothing but arm itself again, which costs less than a change with every call.
        if (_isDisposed || due >= _armedFor)
        {
            return;
        }

        _armedFor = due;

        // Timers count whole milliseconds; rounded up, they never fire just too early and again at once.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((due - now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
