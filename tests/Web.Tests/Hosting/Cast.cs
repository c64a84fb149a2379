namespace Activation.Web.Tests.Hosting;

/// <summary>The named cast of the demo programme; who they are stands in seed-data/familjen-helsingborg/people.json.</summary>
public static class Cast
{
    public const string Programme = "familjen-helsingborg";

    /// <summary>Core team, Åstorp.</summary>
    public const string Astrid = "Astrid Lind";

    /// <summary>Coordinator, Åstorp.</summary>
    public const string Bo = "Bo Varnhem";

    /// <summary>Core team, Klippan.</summary>
    public const string Cilla = "Cilla Ekeblom";

    /// <summary>Communicator, Helsingborg.</summary>
    public const string David = "David Solhage";

    /// <summary>Programme lead.</summary>
    public const string Elin = "Elin Kastberg";

    /// <summary>Administrator.</summary>
    public const string Farid = "Farid Norrlund";

    /// <summary>Goal owner, Höganäs.</summary>
    public const string Greta = "Greta Havstam";

    /// <summary>Core team, Helsingborg; reads Danish.</summary>
    public const string Henrik = "Henrik Falkenbjerg";

    /// <summary>Coordinator, Svalöv; deputy for Bjuv.</summary>
    public const string Iris = "Iris Tranmark";
}
