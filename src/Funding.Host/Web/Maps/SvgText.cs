using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Funding.Host.Web.Maps;

/// <summary>A text of a drawing, hidden from screen readers: what it says is told in words beside it. A component because Razor keeps the tag <c>text</c> for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Its class in the style sheet.</summary>
    [Parameter, EditorRequired] public required string Class { get; set; }

    /// <summary>Its place from the left.</summary>
    [Parameter, EditorRequired] public required int X { get; set; }

    /// <summary>Its place from the top.</summary>
    [Parameter, EditorRequired] public required int Y { get; set; }

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired] public required string Says { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "aria-hidden", "true");
        builder.AddContent(5, Says);
        builder.CloseElement();
    }
}
