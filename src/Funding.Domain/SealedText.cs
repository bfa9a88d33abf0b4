namespace Funding.Domain;

/// <summary>
/// A personal or free-text field of an event (contact, comment, reason). The log holds only <see cref="Token"/>, a text sealed
/// under a key kept outside the log; once that key is destroyed the text is gone and <see cref="Text"/> is null, while every
/// hash of the log stays valid.
/// </summary>
/// <param name="Text">The text in clear, or null once erased.</param>
/// <param name="Token">What the log stores. Its form belongs to the engine; the rules never read it.</param>
public sealed record SealedText(string? Text, string Token)
{
    /// <summary>Same readable text; texts that have been erased are the same only when stored as the same token.</summary>
    public bool Equals(SealedText? other) => other is not null && (Text is null || other.Text is null ? Token == other.Token : Text == other.Text);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Never the text: this may end up in a log file.</summary>
    public override string ToString() => Text is null ? "(effacé)" : "(scellé)";
}
