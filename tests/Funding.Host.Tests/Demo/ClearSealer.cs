using Funding.Domain;
using Funding.Engine.Acting;

namespace Funding.Host.Tests.Demo;

/// <summary>Seals nothing: tests read what was written.</summary>
internal sealed class ClearSealer : ISealer
{
    public SealedText Seal(string text, string field) => new(text, $"{field}:{text}");
}
