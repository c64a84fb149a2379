namespace Activation.Domain;

/// <summary>What a decision comes to: events that happen, or a refusal that says what is allowed now.</summary>
public abstract record Decision
{
    public static Decision Accept(params object[] events) => new Accepted(events);

    public static Decision Refuse(string key, params object[] args) => new Refused(key, args);

    /// <summary>A condition in a chain of them: null lets the next one speak.</summary>
    public static Decision? Unless(bool allowed, string key, params object[] args) => allowed ? null : Refuse(key, args);

    /// <summary>One decision after the other, each on what those before it made of the state; the first that refuses speaks for all.</summary>
    public static Decision InTurn<TState>(TState state, Func<TState, object, TState> evolve, params IEnumerable<Func<TState, Decision>> steps)
    {
        var events = new List<object>();
        foreach (var step in steps)
        {
            var decision = step(state);
            if (decision is not Accepted accepted) return decision;
            events.AddRange(accepted.Events);
            state = accepted.Events.Aggregate(state, evolve);
        }

        return Accept([.. events]);
    }
}

/// <summary>It happens. No events: it was so already.</summary>
public sealed record Accepted(IReadOnlyList<object> Events) : Decision;

/// <summary>It does not happen.</summary>
/// <param name="Key">A text key such as <c>initiatives.voting-closed</c>; every language has its text.</param>
/// <param name="Args">What the text names, in order.</param>
public sealed record Refused(string Key, IReadOnlyList<object> Args) : Decision;
