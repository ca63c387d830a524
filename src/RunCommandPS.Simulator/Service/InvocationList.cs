using System.Collections;

namespace RunCommandPS.Simulator.Service;

/// <summary>The places of a command's nodes, in order. It keeps nothing itself.</summary>
internal readonly struct InvocationList(CommandState command, int count) : IReadOnlyList<InvocationState>
{
    public int Count => count;

    public InvocationState this[int position] => new(command, position);

    public Enumerator GetEnumerator() => new(command, count);

    IEnumerator<InvocationState> IEnumerable<InvocationState>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator(CommandState command, int count) : IEnumerator<InvocationState>
    {
        private int _position = -1;

        public readonly InvocationState Current => new(command, _position);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => ++_position < count;

        public void Reset() => _position = -1;

        public readonly void Dispose()
        {
        }
    }
}
