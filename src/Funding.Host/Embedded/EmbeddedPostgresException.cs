namespace Funding.Host.Embedded;

/// <summary>Why the embedded server could not start or went away. The message is in French, complete, and meant to be shown as it is.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>An empty reason.</summary>
    public EmbeddedPostgresException() : this("La base PostgreSQL embarquée n'a pas démarré.")
    {
    }

    /// <summary>A reason in French.</summary>
    public EmbeddedPostgresException(string message) : base(message)
    {
    }

    /// <summary>A reason in French, and what caused it.</summary>
    public EmbeddedPostgresException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
