namespace Activation.Web.Features.Nudges;

/// <summary>What the engine of the nudges is made of.</summary>
static class Nudging
{
    public static void AddNudges(this IServiceCollection services)
    {
        services.AddSingleton<NudgeFinder>().AddSingleton<Knowledge>().AddSingleton<Turns>().AddSingleton<NudgeActs>().AddSingleton<NudgePost>().AddSingleton<NudgeTeller>();
        services.AddSingleton<NudgeTitles>().AddSingleton<NudgeReport>().AddSingleton<Doubts>().AddSingleton<DryRun>();
        services.AddSingleton<LettersOf>(s => s.GetRequiredService<NudgeLetters>().For);
    }
}
