namespace Activation.Web.Platform.Api;

/// <summary>What was answered to a request that may come again.</summary>
public sealed record KeptAnswer(int Status, string? Media, string? Location, string Body);

/// <summary>A request under an idempotency key.</summary>
/// <param name="Digest">What was asked for: method, address and body.</param>
public sealed record Keyed(string Key, Guid Person, string Digest);

/// <summary>
/// Remembers what was answered under a key. The key is claimed before anything is decided, so that a key means one request of its person
/// for good, and stands in nobody else's way; that a request is carried out once is the log's own promise, since the command's id follows from the key.
/// </summary>
public sealed class Repeats(Views views)
{
    sealed record Row(string Digest, int? Status, string? Media, string? Location, string? Body);

    public static string Ddl => """
        create table if not exists hub.api_key (key text not null, person uuid not null, digest text not null, at timestamptz not null,
          status int, media text, location text, body text);
        alter table hub.api_key drop constraint if exists api_key_pkey;
        create unique index if not exists api_key_of on hub.api_key (person, key);
        create index if not exists api_key_at on hub.api_key (at);
        """;

    /// <returns>Whether the key is this request's own, and the answer if it was given already.</returns>
    public async Task<(bool Own, KeptAnswer? Answer)> Claim(Keyed keyed, DateTimeOffset now)
    {
        await views.Execute(
            "insert into hub.api_key (key, person, digest, at) values (@Key, @Person, @Digest, @now) on conflict (person, key) do nothing",
            new { keyed.Key, keyed.Person, keyed.Digest, now });
        var row = await Find(keyed);
        return row is null ? (true, null) : (row.Digest == keyed.Digest, AnswerOf(row));
    }

    /// <returns>The first answer under the key, which is this one unless another request was faster.</returns>
    public async Task<KeptAnswer> Keep(Keyed keyed, KeptAnswer answer)
    {
        var first = await views.Execute(
            "update hub.api_key set status = @Status, media = @Media, location = @Location, body = @Body where person = @Person and key = @Key and status is null",
            new { keyed.Person, keyed.Key, answer.Status, answer.Media, answer.Location, answer.Body });
        return first == 1 ? answer : await Find(keyed) is { } row && AnswerOf(row) is { } earlier ? earlier : answer;
    }

    /// <summary>Nobody repeats what was asked so long ago.</summary>
    public Task Forget(DateTimeOffset before) => views.Execute("delete from hub.api_key where at < @before", new { before });

    Task<Row?> Find(Keyed keyed) => views.Everywhere.One<Row>(
        "select digest, status, media, location, body from hub.api_key where person = @Person and key = @Key", new { keyed.Person, keyed.Key });

    static KeptAnswer? AnswerOf(Row row) => row.Status is { } status ? new(status, row.Media, row.Location, row.Body ?? "") : null;
}
