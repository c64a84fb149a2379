namespace Activation.Web.Platform.Identity;

/// <summary>Which challenges of passkeys were answered: kept as hashes for as long as their cookies hold, so that none is answered twice, on whichever node.</summary>
public sealed class SpentChallenges(Views views, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    public static string Ddl => """
        create table if not exists hub.spent_challenge (hash bytea primary key, until timestamptz not null);
        """;

    /// <returns>False when it was spent before.</returns>
    public async Task<bool> Spend(string challenge) => await views.Execute(
        "insert into hub.spent_challenge values (@hash, @until) on conflict do nothing", new { hash = Secret.Hash(challenge), until = clock.GetUtcNow() + Kept }) == 1;

    public Task Sweep(DateTimeOffset now) => views.Execute("delete from hub.spent_challenge where until < @now", new { now });
}
