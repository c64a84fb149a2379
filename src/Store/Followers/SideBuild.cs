using Npgsql;

namespace Activation.Store.Followers;

/// <summary>Folds the whole log into a schema of its own that nobody else writes: reads the next page and writes the last one while it folds this one.</summary>
/// <remarks>One connection does all the writing, the one that holds the lock: when it is lost, so is the right to go on.</remarks>
sealed class SideBuild(IEventStore store, NpgsqlConnection connection, Blueprint blueprint, string schema, int rowsKept)
{
    const int PageSize = 5000;
    readonly TableSet tables = blueprint.In(schema);
    readonly RowCache cache = new(rowsKept);
    readonly Rows rows = new();
    readonly Wanted wanted = new();
    IndexesLater? indexes;
    IReadOnlyDictionary<Type, TableCopy> copies = new Dictionary<Type, TableCopy>();

    public long Position { get; private set; }

    public async Task Create(CancellationToken cancellationToken)
    {
        await blueprint.Create(connection, schema, cancellationToken);
        indexes = await IndexesLater.TakeFrom(connection, schema, cancellationToken);
        copies = await TableCopy.AllOf(connection, schema, blueprint.Shapes, cancellationToken);
    }

    /// <summary>Makes the tables fit to be read by everybody: until then only their keys are indexed.</summary>
    public async Task Index(CancellationToken cancellationToken)
    {
        await indexes!.Make(connection, cancellationToken);
        indexes = null;
    }

    /// <summary>Folds on until a position, or until the log has no more.</summary>
    public async Task FoldTo(long end, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var writing = Task.CompletedTask;
        var reading = Read(Position, cancellationToken);
        try
        {
            while (Upto(end, await reading) is { Count: > 0 } page)
            {
                Position = page[^1].Position;
                reading = Read(Position, cancellationToken);
                rows.Clear();
                wanted.Clear();
                for (var wants = blueprint.Folding.Wants(page, wanted); !wants.IsEmpty; wants = blueprint.Folding.WantsNext(page, rows))
                {
                    var missing = cache.Fill(wants, rows);
                    if (missing.Count == 0 && wants.Starts.Count == 0) continue;
                    await writing;
                    await (writing = Write(cache.Leaving(), cancellationToken));
                    cache.FillStarts(wants, rows);
                    await tables.Load(connection, missing, rows.Load, cancellationToken);
                    await tables.LoadStarts(connection, wants, rows, cancellationToken);
                }

                blueprint.Folding.Fold(page, rows);
                if (cache.Keep(rows))
                {
                    await writing;
                    writing = Write(cache.Leaving(), cancellationToken);
                }

                progress?.Report(Position);
            }

            await writing;
            writing = WriteRest(cancellationToken);
        }
        finally
        {
            await Task.WhenAll(Quietly(reading), writing);
        }
    }

    // Not awaited where it starts: its own thread decodes while this one folds.
    Task<IReadOnlyList<Recorded>> Read(long after, CancellationToken cancellationToken) =>
        Task.Run(() => store.ReadLog(after, PageSize, cancellationToken), cancellationToken);

    bool IsMany(TableChanges change) => change.First.Count >= TableCopy.Least && copies.ContainsKey(change.Row);

    // What is cut off in between is no half: whoever comes next begins with an empty schema. Spelled out where it is sent, and no more of it at once than is sent.
    Task Write(IReadOnlyList<Rows> leaving, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            foreach (var change in leaving.SelectMany(tables.Changes))
            {
                var isMany = IsMany(change);
                foreach (var command in tables.Writes([isMany ? change with { First = [] } : change])) await Execute(command, cancellationToken);
                if (isMany) await copies[change.Row].Write(connection, change.First, cancellationToken);
            }
        },
        cancellationToken);

    async Task WriteRest(CancellationToken cancellationToken)
    {
        await Write(cache.Rest(), cancellationToken);
        await Execute(Checkpoint.Set(schema, Position), cancellationToken);
    }

    async Task Execute(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    static IReadOnlyList<Recorded> Upto(long end, IReadOnlyList<Recorded> page) =>
        page.Count == 0 || page[^1].Position <= end ? page : [.. page.TakeWhile(recorded => recorded.Position <= end)];

    // A page read ahead and not needed: whatever was wrong with it is told when it is needed.
    static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
        }
    }
}
