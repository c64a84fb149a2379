using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Api;

/// <summary>Answers of a day: the same beginning for each of them.</summary>
static class AskedOf
{
    /// <summary>Tells of the end of the day that was asked for, with the programme as it was then; a day that cannot be told of is the caller's to mend.</summary>
    public static async Task<IResult> Tell(
        this Chronicle.Chronicle chronicle, Caller caller, string? asOf, Func<ProgrammeView, DateAsked, Task<IResult>> tell)
    {
        var here = await caller.Here();
        var asked = await chronicle.Asked(here, await caller.Now(), asOf);
        if (asked.Problem is { } problem) return Problem.Bad(problem, asked.Argument);
        return await tell(asked.IsPast ? await chronicle.At(here, asked.Day) : here, asked);
    }
}
