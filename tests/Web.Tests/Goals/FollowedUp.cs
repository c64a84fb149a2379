using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Goals;

/// <summary>The yearly follow-up as those who lead set it.</summary>
static class FollowedUp
{
    public const string Page = $"{Sown.Here}/goals/follow-up";

    /// <summary>The year that has gone.</summary>
    public static int Year { get; } = Sown.Today.Year - 1;

    /// <param name="opens">Days from today.</param>
    public static async Task<Sheet> FollowUp(this TestHub hub, int opens = -20, int closes = 30)
    {
        using var elin = await hub.As(Cast.Elin);
        return await elin.Send(Page, "form.stack-form", ("Input.Year", $"{Year}"), ("Input.OpensOn", Sown.Day(opens)), ("Input.ClosesOn", Sown.Day(closes)));
    }
}
