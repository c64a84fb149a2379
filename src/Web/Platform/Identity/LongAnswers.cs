using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;

namespace Activation.Web.Platform.Identity;

/// <summary>
/// Files that are sent for as long as they are long. What let their reader in is looked at meanwhile, as for open sockets: who has lost their key, session or
/// role gets no more of them, within five seconds, however slowly they read.
/// </summary>
public sealed class LongAnswers(OpenSockets open, MemberDirectory members)
{
    public LongAnswer Begin(HttpContext http)
    {
        var answer = new LongAnswer(open, http.RequestAborted);
        open.Add(answer.Name, http.User, Right(http), answer.End);
        return answer;
    }

    /// <summary>Whether who asks still may what the address needs. Taken from the request now: it may be over when it is asked.</summary>
    Func<Task<bool>> Right(HttpContext http)
    {
        Permission[] needs = [.. (http.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsAttribute>() ?? []).Select(one => one.Permission).Where(one => one != Permission.Look)];
        var (person, here) = (Visit.PersonOf(http.User), http.Items[typeof(ProgrammeView)] as ProgrammeView);
        return async () => needs.Length == 0 || (person is { } reader && here is not null
            && await members.Find(here.Id, reader) is { } actor && needs.All(need => actor.May(need)));
    }
}

/// <summary>A file on its way.</summary>
public sealed class LongAnswer(OpenSockets open, CancellationToken aborted) : IDisposable
{
    readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);

    public string Name { get; } = $"file {Guid.NewGuid():N}";

    /// <summary>Nobody is to get any more of it.</summary>
    public CancellationToken Ended => ended.Token;

    public void End()
    {
        try
        {
            _ = ended.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end in the same moment.
        }
    }

    public void Dispose()
    {
        open.Remove(Name);
        ended.Dispose();
    }
}
