using Activation.Domain;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Platform.Identity;
using Dapper;
using Npgsql;

namespace Activation.Web.Platform.Access;

/// <summary>
/// Administrators take roles and accounts from each other one at a time, on any number of nodes, and whoever does is one at that very moment. Since nobody takes their
/// own, one is always left, however many try at once.
/// </summary>
public sealed class AdministratorsTurn(ReadModels readModels, Streams streams, Accounts accounts)
{
    // One turn for all programmes: an account that is shut is shut in each of them. Whoever waits longer than somebody waits for a page is told to come again.
    const string Mine = "set local lock_timeout = '3s'; select pg_advisory_xact_lock(hashtextextended('administrators', 0))";

    /// <summary>Does it in the actor's turn. Of somebody who is no administrator the domain takes none, so that they need no turn.</summary>
    /// <param name="refused">Tells that the actor is no administrator any longer.</param>
    /// <exception cref="TimeoutException">Others were at it for too long; nothing was done.</exception>
    public async Task<bool> Take(Guid programme, Actor actor, Func<Task<bool>> act, Func<Outcome, bool> refused)
    {
        if (!actor.Is(Role.Administrator)) return await act();
        await using var connection = await readModels.Pages.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await connection.ExecuteAsync(Mine, transaction: transaction);
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new TimeoutException("administrators were at it for too long", busy);
        }

        return await Still(programme, actor.Member) ? await act() : refused(new No(Refusals.Members.AdministratorsOnly, []));
    }

    /// <summary>By the log, which is ahead of every table: what the one before wrote in their turn holds.</summary>
    async Task<bool> Still(Guid programme, Guid member) =>
        (await streams.Read(StreamNames.Member(programme, member))).AsActor()?.Is(Role.Administrator) == true
        && (await accounts.Find(member)).DisabledAt is null;
}
