using System.Text.Json;
using RunCommandPS.Errors;
using RunCommandPS.Storage;

namespace RunCommandPS.Rollout.Record;

/// <summary>
/// The record of a rollout on disk: one event per line. One process writes it at a time, and any of the user's processes may read it.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private readonly LineFile _file;
    private readonly FileStream _lines;

    private RecordFile(LineFile file)
    {
        _file = file;
        _lines = file.Append();
    }

    /// <summary>Starts a record.</summary>
    /// <exception cref="RunCommandException">It can't be written.</exception>
    public static RecordFile Create(RolloutHome home, RolloutEvent.Planned planned) => Guarded(home.FileOf(planned.Id), () =>
    {
        home.Make(planned.Id);
        var record = Take(home, planned.Id) ?? throw new IOException("Another process is using it.");
        try
        {
            if (record._lines.Length > 0)
            {
                throw new IOException("There is a record of another rollout with this id.");
            }

            record.Append(planned, isFlushed: true);
            return record;
        }
        catch
        {
            record.Dispose();
            throw;
        }
    });

    /// <summary>Takes a record to continue it, as far as it was written.</summary>
    /// <returns>The record and what it says; null if another process has it.</returns>
    /// <exception cref="RunCommandException">It can't be read, or is damaged.</exception>
    public static (RecordFile File, RolloutState State)? TryOpen(RolloutHome home, string id)
    {
        RecordFile? record = null;
        try
        {
            record = Guarded(home.FileOf(id), () => Take(home, id));
            return record is null ? null : (record, Read(home, id));
        }
        catch
        {
            record?.Dispose();
            throw;
        }
    }

    /// <summary>What a record says, even while its process is writing it.</summary>
    /// <param name="home">Where it is.</param>
    /// <param name="id">The rollout.</param>
    /// <param name="happened">Is called with each event, for what the state does not keep.</param>
    /// <exception cref="RunCommandException">It can't be read, or is damaged.</exception>
    public static RolloutState Read(RolloutHome home, string id, Action<RolloutEvent>? happened = null)
    {
        var path = home.FileOf(id);
        return Guarded(path, () =>
        {
            using var stream = OpenToRead(path);
            return Replay(stream, path, happened);
        });
    }

    /// <summary>The plan of a rollout alone, which is the first line of its record.</summary>
    /// <exception cref="RunCommandException">It can't be read, or is damaged.</exception>
    public static RolloutEvent.Planned ReadPlan(RolloutHome home, string id)
    {
        var path = home.FileOf(id);
        return Guarded(path, () =>
        {
            using var stream = OpenToRead(path);
            return LineReader.Read(stream).Take(1).Select(line => line.IsWhole ? Parse(line, path) : null).FirstOrDefault()
                as RolloutEvent.Planned ?? throw RecordErrors.Damaged(path, 1);
        });
    }

    /// <summary>The state that events lead to.</summary>
    /// <param name="stream">The lines of a record. One that was not written to its end did not happen.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="heard">Is called with each event.</param>
    /// <exception cref="RunCommandException">It is not a record, is of a later version, or is damaged.</exception>
    public static RolloutState Replay(Stream stream, string path, Action<RolloutEvent>? heard = null)
    {
        RolloutState? state = null;
        foreach (var line in LineReader.Read(stream))
        {
            var happened = line.IsWhole ? Parse(line, path) : throw RecordErrors.Damaged(path, line.Number);
            heard?.Invoke(happened);
            if (state is not null && happened is not RolloutEvent.Planned)
            {
                state.Apply(happened);
            }
            else if (state is null && happened is RolloutEvent.Planned planned)
            {
                state = planned.Version <= RolloutEvent.Planned.CurrentVersion
                    ? new RolloutState(planned)
                    : throw RecordErrors.Newer(path, planned.Module);
            }
            else
            {
                throw RecordErrors.Damaged(path, line.Number);
            }
        }

        return state ?? throw RecordErrors.Damaged(path, 1);
    }

    /// <summary>Writes what happened. It is then with the operating system, so a killed process loses none of it.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="isFlushed">Whether it must be on disk before this returns, so that a machine
    /// that stops does not lose it either.</param>
    /// <exception cref="RunCommandException">It can't be written.</exception>
    public void Append(RolloutEvent happened, bool isFlushed) => Guarded(_file.Path, () =>
    {
        _lines.Write(CheckedLine.Write(RecordJson.Write(happened)));
        if (isFlushed)
        {
            _lines.Flush(flushToDisk: true);
        }

        return true;
    });

    public void Dispose()
    {
        _lines.Dispose();
        _file.Dispose();
    }

    private static FileStream OpenToRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static RecordFile? Take(RolloutHome home, string id)
    {
        var file = LineFile.TryTake(home.FileOf(id));
        try
        {
            return file is null ? null : new RecordFile(file);
        }
        catch
        {
            file!.Dispose();
            throw;
        }
    }

    private static RolloutEvent Parse(StoredLine line, string path)
    {
        try
        {
            return RecordJson.Read(line.Bytes.Span);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // It is intact, so it was written by a version that knew more.
            throw RecordErrors.Unreadable(path, line.Number, exception);
        }
    }

    private static T Guarded<T>(string path, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RecordErrors.Unavailable(path, exception);
        }
    }
}
