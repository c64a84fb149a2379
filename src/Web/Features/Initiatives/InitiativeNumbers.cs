using System.Collections.Concurrent;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives;

/// <summary>Which initiative has a number: all that a vote has to know of its card.</summary>
public sealed class InitiativeNumbers(Views views)
{
    // A number once given is that initiative's for ever, also after a rebuild.
    readonly ConcurrentDictionary<(Guid Programme, int Number), Guid> known = new();

    public async Task<Guid?> Find(Guid programme, int number)
    {
        if (known.TryGetValue((programme, number), out var id)) return id;
        var found = await views.In(programme).Column<Guid>(
            "select initiative from initiative where programme = @programme and number = @number", new { programme, number });
        return found is [var initiative] ? known[(programme, number)] = initiative : null;
    }
}
