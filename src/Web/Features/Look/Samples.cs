using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Look;

/// <summary>Invented content for the style page, in the programme's own language as demo data is.</summary>
public static class Samples
{
    public static readonly Estimate Completion = new(0.53, 117, 0.44, 0.62);
    public static readonly Estimate TopOutcome = new(0.20, 55, 0.12, 0.32);

    public static readonly Line Stages = new(
        [
            new("Nollmätning", StopState.Done, "sep 2025 · 214 svar"),
            new("Etapp 1, Gemensamt", StopState.Done, "okt–mar · 62 genomförda"),
            new("Etapp 2, Välkomnande", StopState.Now, "pågår till 20 juni"),
            new("Etapp 3, Kreativt", StopState.Next, "start i augusti"),
            new("Etapp 4, Mänskligt", StopState.Next, "våren 2027"),
        ],
        Label: "Resan");

    public static readonly Line Steps = new(
        [
            new("Idén", StopState.Done, "klart"),
            new("Genomförs", StopState.Now, "du är här"),
            new("Läs igenom och skicka", StopState.Next),
        ],
        Slim: true,
        Label: "Steg");

    public static readonly Town[] Towns =
    [
        new("Helsingborg", 56.0465, 12.6945, new(15, 20, "start")),
        new("Höganäs", 56.1997, 12.5577, new(-16, 6, "end"), Hot: true),
        new("Ängelholm", 56.2428, 12.8622, new(16, 4, "start")),
        new("Båstad", 56.4265, 12.8536, new(15, -2, "start")),
        new("Örkelljunga", 56.2833, 13.2772, new(15, -5, "start")),
        new("Perstorp", 56.1372, 13.3950, new(0, 40, "middle"), StopState.Next),
        new("Klippan", 56.1352, 13.1285, new(2, -18, "middle")),
        new("Åstorp", 56.1347, 12.9459, new(-16, 2, "end"), Hot: true),
        new("Bjuv", 56.0836, 12.9150, new(-15, 12, "end"), StopState.Now),
        new("Svalöv", 55.9135, 13.1060, new(16, 8, "start"), Hot: true),
        new("Landskrona", 55.8708, 12.8302, new(14, 26, "start")),
    ];

    public static readonly Elva Challenge = new([.. Towns.Select(town => new ElvaStop(town.Name, town.State))]);

    public static readonly (string Name, Estimate Score, double[] Trend, double Change, bool Mine)[] Ranking =
    [
        ("Höganäs", new(61, 148, 52, 69), [48, 50, 50, 53, 55, 57, 60, 61], 6, false),
        ("Ängelholm", new(58, 171, 51, 65), [50, 53, 56, 50, 54, 58, 55, 58], 2, false),
        ("Åstorp", new(57, 66, 46, 67), [43, 44, 45, 48, 50, 52, 54, 57], 14, true),
        ("Helsingborg", new(55, 402, 50, 60), [56, 54, 54, 56, 52, 55, 55, 55], -1, false),
        ("Perstorp", new(0, 0, 0, 0), [], 0, false),
    ];

    public static readonly int[] Minutes = [3, 1, 5, 0, 3, 7, 1, 3, 5, 3, 9, 5, 3, 1, 7, 12, 5, 3, 7, 5, 9, 7, 12, 16];

    public static readonly Funnel Funnel = new(
        "Från förslag till högsta betyg, etapp 1",
        [
            new("Föreslagna", 148),
            new("Beslutade", 133),
            new("Godkända", 117),
            new("Ägare och datum", 104),
            new("Genomförda", 62, Done: true),
            new("Betygsatta", 55, Done: true),
            new("Högsta betyg", 11, Done: true),
        ]);

    public static readonly string[] FocusAreas = ["Mötesplatser", "Besök", "Företag", "Lärande", "Boende", "Resor"];

    public static readonly Departures Departures = new(
        [
            new(Clock(9, 42), "09:42", "Åstorp", "Familjegirot, etapp 4: genomförd", "/look", "46 cyklade från Åstorp till Klippan"),
            new(Clock(9, 37), "09:37", "Höganäs", "Keramik på kajen: utfall 4,4", "/look", "Betygsatt av 9 deltagare"),
            new(Clock(9, 31), "09:31", "Svalöv", "Återbrukar Öppet stadshus", "/look", "Idén kommer från Landskrona"),
        ],
        Fresh: 1);

    static DateTimeOffset Clock(int hour, int minute) => new(2026, 5, 19, hour, minute, 0, TimeSpan.FromHours(2));
}
