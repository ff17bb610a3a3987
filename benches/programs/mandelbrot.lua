-- How many points of a 200 × 200 grid stay bounded for 50 turns?
local function turns(cx, cy, limit)
    local x = 0.0
    local y = 0.0
    local n = 0
    while n < limit and x * x + y * y <= 4.0 do
        local t = x * x - y * y + cx
        y = 2.0 * x * y + cy
        x = t
        n = n + 1
    end
    return n
end

local function mandelbrot(size, limit)
    local inside = 0
    for row = 0, size - 1 do
        for column = 0, size - 1 do
            local cx = 3.0 * column / size - 2.0
            local cy = 2.0 * row / size - 1.0
            if turns(cx, cy, limit) == limit then
                inside = inside + 1
            end
        end
    end
    return inside
end

print(mandelbrot(200, 50))
